import { Code } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/code_pb';
import {
  AllStreamPosition,
  Empty,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  StreamIdentifier,
  UUID,
  WrongExpectedVersion,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb';
import { Status } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb';
import {
  AppendResp,
  BatchAppendResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
// The messages of the client are made of this package, which comes with it.
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import type { Expectation } from './append-rules';
import type { AppendResult, Proposed } from './log';

type Answered = Exclude<AppendResult, { readonly outcome: 'stream-deleted' }>;

/** Whether a server could not take the id of an event. */
export const notUuid = ({ id }: Proposed): boolean => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

/** The answer of Append. */
export const appendAnswer = (result: Answered, expected: Expectation): AppendResp => {
  const answer = new AppendResp();
  if (result.outcome === 'success') {
    const success = new AppendResp.Success();
    if (result.revision < 0) success.setNoStream(new Empty());
    else success.setCurrentRevision(String(result.revision));
    if (result.position === undefined) return answer.setSuccess(success.setNoPosition(new Empty()));
    const position = new AppendResp.Position();
    position.setCommitPosition(String(result.position)).setPreparePosition(String(result.position));
    return answer.setSuccess(success.setPosition(position));
  }
  const wrong = new AppendResp.WrongExpectedVersion();
  if (result.current < 0) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(result.current));
  if (expected === 'any') wrong.setExpectedAny(new Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new Empty());
  else wrong.setExpectedRevision(String(expected));
  return answer.setWrongExpectedVersion(wrong);
};

/** Which write of a BatchAppend an answer is for. */
export interface BatchWrite {
  readonly id: string;
  readonly stream: string;
  readonly expected: Expectation;
}

/** The answer of BatchAppend to one write. */
export const batchAnswer = ({ id, stream, expected }: BatchWrite, result: AppendResult): BatchAppendResp => {
  const answer = answerTo(id, stream);
  switch (result.outcome) {
    case 'success': {
      const success = new BatchAppendResp.Success();
      if (result.revision < 0) success.setNoStream(new GoogleEmpty());
      else success.setCurrentRevision(String(result.revision));
      if (result.position === undefined) return answer.setSuccess(success.setNoPosition(new GoogleEmpty()));
      const position = new AllStreamPosition();
      position.setCommitPosition(String(result.position)).setPreparePosition(String(result.position));
      return answer.setSuccess(success.setPosition(position));
    }
    case 'stream-deleted': {
      const identifier = new StreamIdentifier().setStreamName(Buffer.from(stream));
      const deleted = new StreamDeleted().setStreamIdentifier(identifier);
      return answer.setError(statusOf(Code.NOT_FOUND, 'StreamDeleted', deleted, 'StreamDeleted'));
    }
    case 'wrong-expected-version': {
      const wrong = wrongExpectedVersion(result.current, expected);
      return answer.setError(
        statusOf(Code.ALREADY_EXISTS, 'WrongExpectedVersion', wrong, 'WrongExpectedVersion'),
      );
    }
  }
};

/** The answer to a write that has too many bytes. */
export const batchTooLarge = (id: string, stream: string, most: number): BatchAppendResp => {
  const details = new MaximumAppendSizeExceeded().setMaxappendsize(most);
  const name = 'MaximumAppendSizeExceeded';
  return answerTo(id, stream).setError(statusOf(Code.INVALID_ARGUMENT, 'too large', details, name));
};

/** The answer of a server that is not ready: it names no type that the client knows. */
export const notReadyAnswer = (id: string, stream: string): BatchAppendResp => {
  const status = new Status().setCode(Code.OK).setMessage('Server Is Not Ready');
  const details = new Any();
  details.pack(new GoogleEmpty().serializeBinary(), 'google.protobuf.Empty');
  return answerTo(id, stream).setError(status.setDetails(details));
};

const answerTo = (id: string, stream: string): BatchAppendResp =>
  new BatchAppendResp()
    .setCorrelationId(new UUID().setString(id))
    .setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)));

const statusOf = (
  code: Code,
  message: string,
  content: { serializeBinary(): Uint8Array },
  name: string,
): Status => {
  const details = new Any();
  details.pack(content.serializeBinary(), `event_store.client.${name}`);
  return new Status().setCode(code).setMessage(message).setDetails(details);
};

const wrongExpectedVersion = (current: number, expected: Expectation): WrongExpectedVersion => {
  const wrong = new WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new GoogleEmpty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') return wrong.setExpectedAny(new GoogleEmpty());
  if (expected === 'no_stream') return wrong.setExpectedNoStream(new GoogleEmpty());
  if (expected === 'stream_exists') return wrong.setExpectedStreamExists(new GoogleEmpty());
  return wrong.setExpectedStreamPosition(String(expected));
};
