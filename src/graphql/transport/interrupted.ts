import { GraphQLError } from 'graphql';
import type { Breakable } from './breaker';

/** Why an operation was broken off. */
export type InterruptionCode =
  | 'DEADLINE_EXCEEDED'
  | 'CLIENT_GONE'
  | 'SERVER_STOPPING'
  | 'TOKEN_EXPIRED'
  | 'ACCESS_ENDED'
  | 'SLOW_READER';

const MESSAGES: Readonly<Record<InterruptionCode, string>> = {
  DEADLINE_EXCEEDED:
    'The operation took too long and was broken off. Ask for less; repeat a mutation with its idempotencyKey.',
  CLIENT_GONE: 'The client has gone.',
  SERVER_STOPPING: 'The server is stopping. Try again soon; repeat a mutation with the same idempotencyKey.',
  TOKEN_EXPIRED: 'The token has expired. Connect again with a new one.',
  ACCESS_ENDED: 'Access has ended or changed. Sign in again, and go on behind the last position received.',
  SLOW_READER: 'Events were read too slowly. Go on behind the last position received, or ask for fewer.',
};

/** The reason an operation's signal aborts with. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor(readonly code: InterruptionCode) {
    super(MESSAGES[code]);
  }
}

/** Why a signal has aborted. */
export const reasonOf = ({ reason }: AbortSignal): Interrupted =>
  reason instanceof Interrupted ? reason : new Interrupted('CLIENT_GONE');

/** The interruption as a client is told of it, and behind which position it can go on. */
export const interruptionError = ({ message, code }: Interrupted, resumeAfter?: string): GraphQLError =>
  new GraphQLError(message, {
    extensions: { code, ...(resumeAfter === undefined ? {} : { resumeAfter }) },
  });

/** Answers what `run` answers, or rejects as soon as the deadline passes or the operation is broken off. */
export const untilInterrupted = async <Result>(
  controller: Breakable,
  deadlineMs: number,
  run: () => Promise<Result>,
): Promise<Result> => {
  const { signal } = controller;
  let forget = (): void => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    const tell = (): void => reject(signal.reason);
    if (signal.aborted) return tell();
    signal.addEventListener('abort', tell);
    // A subscription lives on with its signal, and this is about its beginning.
    forget = () => signal.removeEventListener('abort', tell);
  });
  const timer = setTimeout(() => controller.abort(new Interrupted('DEADLINE_EXCEEDED')), deadlineMs);
  try {
    return await Promise.race([run(), interrupted]);
  } finally {
    clearTimeout(timer);
    forget();
  }
};
