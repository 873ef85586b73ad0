import { GraphQLError } from 'graphql';

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

/** The interruption as a client is told of it, and behind which position it can go on. */
export const interruptionError = ({ message, code }: Interrupted, resumeAfter?: string): GraphQLError =>
  new GraphQLError(message, {
    extensions: { code, ...(resumeAfter === undefined ? {} : { resumeAfter }) },
  });

/** Answers what `run` answers, or rejects as soon as the deadline passes or the operation is broken off. */
export const untilInterrupted = async <Result>(
  controller: AbortController,
  deadlineMs: number,
  run: () => Promise<Result>,
): Promise<Result> => {
  const timer = setTimeout(() => controller.abort(new Interrupted('DEADLINE_EXCEEDED')), deadlineMs);
  try {
    return await Promise.race([run(), rejectionOf(controller.signal)]);
  } finally {
    clearTimeout(timer);
  }
};

const rejectionOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
