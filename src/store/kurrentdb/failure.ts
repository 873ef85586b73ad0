import { StoreFault, type StoreFaultCode } from '../store-fault';

/** What is to be done about a call that failed: repeat it, perhaps over a new connection, or tell the caller. */
export type Failure =
  | { readonly again: true; readonly renew: boolean; readonly why: string }
  | { readonly again: false; readonly fault: StoreFault };

/** No sign of life within the time there is. */
export class Silence extends Error {
  override readonly name = 'Silence';
}

/** The connection was given up while the call was under way, by this process. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

/**
 * Sorts what the client throws, by the type that it gives an error and by the status behind it. Its texts are never
 * passed on: some hold the connection string, and those of the batch path are empty.
 */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof StoreFault) return { again: false, fault: error };
  if (error instanceof Silence) return again('it is silent', true);
  if (error instanceof GivenUp) return again('the connection was given up', false);
  const { type, code, message = '' } = error as ClientError;
  const kind = type ?? STATUS_KINDS[code ?? -1] ?? 'unknown';
  const final = FINAL[kind];
  if (final !== undefined) return finalOf(final[0], final[1]);
  if (kind === 'maximum-append-size-exceeded') return tooLarge(error as ClientError);
  if (kind === 'unknown') return unknownFailure(code, message);
  // The client itself goes to the leader that it was told of, and makes a new channel when the old one is gone.
  return again(kind, RENEWED.has(kind));
};

interface ClientError {
  readonly type?: string;
  readonly code?: number;
  readonly message?: string;
  readonly maxAppendSize?: number;
}

/** The status of errors that the client passes on as they come, without a type. */
const STATUS_KINDS: Readonly<Record<number, string>> = {
  1: 'cancelled',
  4: 'deadline-exceeded',
  7: 'access-denied',
  13: 'unavailable',
  14: 'unavailable',
  15: 'unavailable',
  16: 'access-denied',
};

const FINAL: Readonly<Record<string, readonly [StoreFaultCode, string]>> = {
  'access-denied': ['UNAVAILABLE', 'the event store does not accept these credentials for this'],
  'stream-deleted': ['CORRUPT', 'a stream of the log was deleted on the server; restore it from a backup'],
  'stream-tombstoned': ['CORRUPT', 'a stream of the log was deleted on the server; restore it from a backup'],
  'invalid-argument': ['INVALID', 'the event store refuses the request as invalid'],
  'missing-required-metadata-property': ['INVALID', 'the event store refuses the request as invalid'],
};

const RENEWED: ReadonlySet<string> = new Set(['deadline-exceeded', 'timeout']);

const again = (why: string, renew: boolean): Failure => ({ again: true, renew, why });

const finalOf = (code: StoreFaultCode, message: string): Failure => ({
  again: false,
  fault: new StoreFault(code, message),
});

const tooLarge = ({ maxAppendSize }: ClientError): Failure =>
  finalOf(
    'INVALID',
    `events: expected at most ${maxAppendSize ?? 'the bytes the server takes'} bytes in one append`,
  );

const INVALID_ARGUMENT = 3;
const RESOURCE_EXHAUSTED = 8;
const UNIMPLEMENTED = 12;

/** How the native part of the client puts the status into words; it gives no number. */
const INVALID_ARGUMENT_IN_WORDS = 'code: Client specified an invalid argument';

/**
 * A time-out within the server, a cluster without a leader and a server that is not ready come as unknown errors; so
 * does what a broken answer makes of the native part of the client. All of that may pass.
 */
const unknownFailure = (code: number | undefined, message: string): Failure => {
  const isUnrecognized = message.startsWith('Could not recognize') && !/not ready|busy/i.test(message);
  const isInvalid = code === INVALID_ARGUMENT || message.includes(INVALID_ARGUMENT_IN_WORDS);
  if (isInvalid || code === RESOURCE_EXHAUSTED || isUnrecognized) {
    return finalOf('INVALID', 'the event store refuses the request as invalid or too large');
  }
  if (code === UNIMPLEMENTED) return finalOf('UNAVAILABLE', 'the server lacks what this product needs of it');
  return again('it fails for an unknown reason', true);
};
