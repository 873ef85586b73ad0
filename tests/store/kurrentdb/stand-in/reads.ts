import { setTimeout as delay } from 'node:timers/promises';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import type {
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { failure, streamDeleted } from './faults';
import type { LogRecord, StandInLog } from './log';
import {
  eventAnswer,
  filterOf,
  isBackwards,
  lastRevisionAnswer,
  notFoundAnswer,
  streamOf,
} from './read-answers';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Sends a message when the reader has taken those before. */
export const send = async (call: ReadCall, answer: ReadResp, pauseMs: number): Promise<void> => {
  if (pauseMs > 0) await delay(pauseMs);
  if (call.cancelled || call.destroyed || call.write(answer)) return;
  await new Promise<void>((resolve) => {
    const goOn = (): void => {
      for (const told of ['drain', 'cancelled', 'close', 'error']) call.off(told, goOn);
      resolve();
    };
    for (const told of ['drain', 'cancelled', 'close', 'error']) call.on(told, goOn);
  });
};

/** A read that ends: of a stream or of the whole log, forwards or backwards. */
export const read = async (log: StandInLog, call: ReadCall, options: ReadReq.Options, pauseMs: number) => {
  const stream = options.hasStream() ? streamOf(options) : undefined;
  if (stream !== undefined && log.isTombstoned(stream)) return void call.emit('error', streamDeleted(stream));
  if (stream !== undefined && options.hasFilter()) {
    return void call.emit('error', failure(status.INVALID_ARGUMENT, 'a stream cannot be filtered'));
  }
  const records = stream === undefined ? allOf(log, options) : ofStream(log, stream, options);
  if (records === 'invalid-position') return void call.emit('error', invalidPosition());
  if (records === undefined) await send(call, notFoundAnswer(stream ?? ''), pauseMs);
  for (const record of records ?? []) {
    if (call.cancelled || call.destroyed) return undefined;
    await send(call, eventAnswer(record), pauseMs);
  }
  if (
    stream !== undefined &&
    records !== undefined &&
    (options.getControlOption()?.getCompatibility() ?? 0) > 0
  )
    await send(call, lastRevisionAnswer(log.lastRevision(stream)), pauseMs);
  call.end();
};

/** The answer where a position is not that of an event. */
export const invalidPosition = () =>
  failure(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');

const ofStream = (
  log: StandInLog,
  stream: string,
  options: ReadReq.Options,
): readonly LogRecord[] | undefined => {
  const records = log.visible(stream);
  const asked = options.getStream();
  if (records === undefined || asked === undefined) return undefined;
  const from = asked.hasRevision() ? Number(asked.getRevision()) : undefined;
  const first = records[0]?.revision ?? 0;
  const count = Number(options.getCount());
  if (isBackwards(options)) {
    const last = Math.min(from === undefined ? records.length - 1 : from - first, records.length - 1);
    return asked.hasStart() ? records.slice(0, 1) : walk(records, last, -1, count);
  }
  return asked.hasEnd() ? [] : walk(records, Math.max((from ?? 0) - first, 0), 1, count);
};

/** Forwards from a position the event there is the first; backwards it is not among them. */
const allOf = (log: StandInLog, options: ReadReq.Options): readonly LogRecord[] | 'invalid-position' => {
  const asked = options.getAll();
  const { records } = log;
  const commit = asked?.getPosition()?.getCommitPosition();
  const position = commit === undefined ? undefined : Number(commit);
  if (position !== undefined && !isKnown(log, position)) return 'invalid-position';
  const index = position === undefined ? undefined : (indexOf(records, position) ?? records.length);
  const count = Number(options.getCount());
  if (isBackwards(options)) {
    return asked?.hasStart()
      ? []
      : walk(records, (index ?? records.length) - 1, -1, count, filterOf(options));
  }
  return asked?.hasEnd() ? [] : walk(records, index ?? 0, 1, count, filterOf(options));
};

/** At most `count` wanted records from an index on, one way or the other. */
const walk = (
  records: readonly LogRecord[],
  from: number,
  step: 1 | -1,
  count: number,
  wanted: (record: LogRecord) => boolean = () => true,
): readonly LogRecord[] => {
  const found: LogRecord[] = [];
  for (let index = from; found.length < count; index += step) {
    const record = records[index];
    if (record === undefined) break;
    if (wanted(record)) found.push(record);
  }
  return found;
};

/** Whether a position is that of an event; one beyond the end is taken as the end. */
export const isKnown = ({ records }: StandInLog, position: number): boolean =>
  position > (records.at(-1)?.position ?? 0) || indexOf(records, position) !== undefined;

/** By halving: positions rise. */
const indexOf = (records: readonly LogRecord[], position: number): number | undefined => {
  let [low, high] = [0, records.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = records[middle]?.position ?? 0;
    if (found === position) return middle;
    if (found < position) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
};
