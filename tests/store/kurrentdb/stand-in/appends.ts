import { status } from '@grpc/grpc-js';
import type { IStreamsServer } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb';
import {
  AppendReq,
  type BatchAppendReq,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { appendAnswer, batchAnswer, batchTooLarge, notReadyAnswer, notUuid } from './append-answers';
import type { Expectation } from './append-rules';
import { errorOf, type Fault, failure, streamDeleted } from './faults';
import type { AppendResult, Proposed, StandInLog } from './log';

/** What the handlers of appends need of the stand-in around them. */
export interface AppendParts {
  readonly log: StandInLog;
  /** Takes the next planned fault of an append. */
  takeFault(): Fault | undefined;
  /** The error for a call that only a leader takes. */
  notLeaderError(): ReturnType<typeof failure> | undefined;
  /** Cuts all connections; clients may come again at once. */
  cut(): void;
  /** Bytes that one append may have. */
  readonly appendBytesMax: number;
}

type Options = AppendReq.Options | BatchAppendReq.Options;

/** Append: one stream of requests for each append. */
export const appendHandler =
  (parts: AppendParts): IStreamsServer['append'] =>
  (call, answer) => {
    let options: AppendReq.Options | undefined;
    const events: Proposed[] = [];
    call.on('data', (request: AppendReq) => {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message !== undefined) events.push(proposedOf(message));
    });
    call.on('end', () => {
      const fault = parts.takeFault();
      const refused = errorOf(fault) ?? parts.notLeaderError();
      if (refused !== undefined) return answer(refused);
      if (fault === 'silence' || options === undefined) return undefined;
      if (bytesOf(events) > parts.appendBytesMax) return answer(tooLarge(parts.appendBytesMax));
      if (events.some(notUuid)) return answer(failure(status.INVALID_ARGUMENT, 'Id is not a UUID'));
      const stream = streamOf(options);
      const result = parts.log.append(stream, expectationOf(options), events);
      if (fault === 'silence-after-commit') return undefined;
      if (fault === 'cut-after-commit') return parts.cut();
      if (result.outcome === 'stream-deleted') return answer(streamDeleted(stream));
      return answer(null, appendAnswer(result, expectationOf(options)));
    });
  };

/** A write of which parts have come. */
interface Pending {
  readonly options: BatchAppendReq.Options;
  readonly events: Proposed[];
}

/** BatchAppend: one long stream for all appends of a client, in parts, told apart by correlation ids. */
export const batchAppendHandler =
  (parts: AppendParts): IStreamsServer['batchAppend'] =>
  (call) => {
    const pending = new Map<string, Pending>();
    call.on('data', (request: BatchAppendReq) => {
      const id = request.getCorrelationId()?.getString() ?? '';
      const options = request.getOptions();
      if (options !== undefined) pending.set(id, { options, events: [] });
      const write = pending.get(id);
      if (write === undefined) return;
      write.events.push(...request.getProposedMessagesList().map(proposedOf));
      if (!request.getIsFinal()) return;
      pending.delete(id);
      const fault = parts.takeFault();
      const refused = errorOf(fault) ?? parts.notLeaderError();
      if (refused !== undefined) return void call.emit('error', refused);
      const stream = streamOf(write.options);
      if (fault === 'not-ready-answer') return void call.write(notReadyAnswer(id, stream));
      const late = (write.options.getDeadline21100()?.toDate().getTime() ?? Number.MAX_VALUE) < Date.now();
      if (fault === 'silence' || late) return;
      if (bytesOf(write.events) > parts.appendBytesMax) {
        return void call.write(batchTooLarge(id, stream, parts.appendBytesMax));
      }
      const expected = expectationOf(write.options);
      const result: AppendResult = parts.log.append(stream, expected, write.events);
      if (fault === 'silence-after-commit') return;
      if (fault === 'cut-after-commit') return parts.cut();
      call.write(batchAnswer({ id, stream, expected }, result));
    });
    call.on('end', () => call.end());
  };

const proposedOf = (message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): Proposed => {
  const map = message.getMetadataMap();
  return {
    id: message.getId()?.getString().toLowerCase() ?? '',
    type: map.get('type') ?? '',
    contentType: map.get('content-type') ?? '',
    metadata: message.getCustomMetadata_asU8(),
    data: message.getData_asU8(),
  };
};

const streamOf = (options: Options): string =>
  Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');

const expectationOf = (options: Options): Expectation => {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return Number(options instanceof AppendReq.Options ? options.getRevision() : options.getStreamPosition());
};

const bytesOf = (events: readonly Proposed[]): number =>
  events.reduce((sum, { data, metadata, type }) => sum + data.length + metadata.length + 2 * type.length, 0);

const tooLarge = (most: number) =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${most} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(most),
  });
