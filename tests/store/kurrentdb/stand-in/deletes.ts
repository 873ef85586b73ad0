import { status } from '@grpc/grpc-js';
import { Empty } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb';
import type { IStreamsServer } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb';
import {
  type DeleteReq,
  DeleteResp,
  type TombstoneReq,
  TombstoneResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { failure, streamDeleted } from './faults';
import type { StandInLog } from './log';

/** Soft delete: the stream is as if it were not, until the next append. */
export const deleteHandler =
  (log: StandInLog): IStreamsServer['delete'] =>
  ({ request }, answer) => {
    const [stream, refused] = checked(log, request.getOptions());
    if (refused !== undefined) return answer(refused);
    log.softDelete(stream);
    return answer(null, new DeleteResp().setNoPosition(new Empty()));
  };

/** Hard delete: the name can never be used again. */
export const tombstoneHandler =
  (log: StandInLog): IStreamsServer['tombstone'] =>
  ({ request }, answer) => {
    const [stream, refused] = checked(log, request.getOptions());
    if (refused !== undefined) return answer(refused);
    log.tombstone(stream);
    return answer(null, new TombstoneResp().setNoPosition(new Empty()));
  };

/** The stream, and why it cannot be deleted, where it cannot. */
const checked = (
  log: StandInLog,
  options: DeleteReq.Options | TombstoneReq.Options | undefined,
): readonly [string, ReturnType<typeof failure> | undefined] => {
  const stream = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
  if (log.isTombstoned(stream)) return [stream, streamDeleted(stream)];
  const actual = log.lastRevision(stream);
  const isAny = options?.hasAny() || (options?.hasStreamExists() && actual >= 0);
  const expected = options?.hasNoStream() ? -1 : Number(options?.getRevision());
  if (isAny || expected === actual) return [stream, undefined];
  const keys = {
    'stream-name': stream,
    'expected-version': String(expected),
    'actual-version': String(actual),
  };
  const text = 'Append failed due to WrongExpectedVersion.';
  return [
    stream,
    failure(status.FAILED_PRECONDITION, text, { exception: 'wrong-expected-version', ...keys }),
  ];
};
