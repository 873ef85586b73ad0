import type { ReadReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { streamDeleted } from './faults';
import type { LogRecord, StandInLog } from './log';
import {
  caughtUpAnswer,
  checkpointAnswer,
  confirmationAnswer,
  eventAnswer,
  filterOf,
  streamOf,
} from './read-answers';
import { invalidPosition, isKnown, type ReadCall, send } from './reads';

const WINDOW_DEFAULT = 32;

/** A subscription that has nothing to say beyond its beginning. */
export const confirm = async (call: ReadCall): Promise<void> => {
  await send(call, confirmationAnswer(), 0);
  await send(call, caughtUpAnswer(), 0);
};

/** A read without an end: history, then what comes, one at a time and as fast as the reader takes it. */
export const follow = async (
  log: StandInLog,
  call: ReadCall,
  options: ReadReq.Options,
  pauseMs: () => number,
) => {
  const position = options.getAll()?.getPosition()?.getCommitPosition();
  if (position !== undefined && !isKnown(log, Number(position))) {
    return void call.emit('error', invalidPosition());
  }
  await send(call, confirmationAnswer(), 0);
  const stream = options.hasStream() ? streamOf(options) : undefined;
  const reader = new Reader(log, startOf(log, options), stream, filterOf(options), checkpointEvery(options));
  const grown = growthOf(log, call);
  let isLive = false;
  while (!call.cancelled && !call.destroyed) {
    if (stream !== undefined && log.isTombstoned(stream))
      return void call.emit('error', streamDeleted(stream));
    const next = reader.next();
    if (next.record !== undefined) await send(call, eventAnswer(next.record), pauseMs());
    if (next.checkpoint !== undefined) await send(call, checkpointAnswer(next.checkpoint), 0);
    if (!next.isAtEnd) continue;
    if (!isLive) {
      const reached = reader.reached;
      if (options.hasFilter() && reached !== undefined) await send(call, checkpointAnswer(reached), 0);
      await send(call, caughtUpAnswer(), 0);
      isLive = true;
    }
    await grown();
  }
};

/** What a reader has found with one step. */
interface Step {
  readonly record?: LogRecord | undefined;
  readonly checkpoint?: number | undefined;
  readonly isAtEnd: boolean;
}

/** A place in the log that moves on; what has been looked at is counted for the checkpoints. */
class Reader {
  private considered = 0;
  reached: number | undefined;

  constructor(
    private readonly log: StandInLog,
    private index: number,
    private readonly stream: string | undefined,
    private readonly wanted: (record: LogRecord) => boolean,
    private readonly checkpointAfter: number | undefined,
  ) {}

  next(): Step {
    const record = this.log.records[this.index];
    if (record === undefined) return { isAtEnd: true };
    this.index += 1;
    this.considered += 1;
    this.reached = record.position;
    const isDue = this.checkpointAfter !== undefined && this.considered >= this.checkpointAfter;
    if (isDue) this.considered = 0;
    const isOfStream = this.stream === undefined || record.stream === this.stream;
    return {
      record: isOfStream && this.wanted(record) ? record : undefined,
      checkpoint: isDue ? record.position : undefined,
      isAtEnd: false,
    };
  }
}

const checkpointEvery = (options: ReadReq.Options): number | undefined => {
  const filter = options.getFilter();
  if (filter === undefined) return undefined;
  return (filter.hasMax() ? filter.getMax() : WINDOW_DEFAULT) * filter.getCheckpointintervalmultiplier();
};

/** The index of the first record that a subscription gives: after the place it names. */
const startOf = ({ records }: StandInLog, options: ReadReq.Options): number => {
  const [all, stream] = [options.getAll(), options.getStream()];
  if (all?.hasEnd() || stream?.hasEnd()) return records.length;
  const position = Number(all?.getPosition()?.getCommitPosition() ?? -1);
  const revision = stream?.hasRevision() ? Number(stream.getRevision()) : -1;
  const name = stream === undefined ? undefined : streamOf(options);
  const found = records.findIndex((record) =>
    name === undefined ? record.position > position : record.stream === name && record.revision > revision,
  );
  return found < 0 ? records.length : found;
};

/** Resolves when the log has grown since it was last asked, or the call has ended. */
const growthOf = (log: StandInLog, call: ReadCall): (() => Promise<void>) => {
  let wake: () => void = () => undefined;
  let seen = log.records.length;
  const stop = log.onGrowth(() => wake());
  for (const told of ['cancelled', 'close', 'error']) {
    call.once(told, () => {
      stop();
      wake();
    });
  }
  return async () => {
    if (log.records.length > seen || call.cancelled || call.destroyed) {
      seen = log.records.length;
      return;
    }
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    seen = log.records.length;
  };
};
