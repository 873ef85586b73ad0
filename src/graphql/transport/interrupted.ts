import { GraphQLError } from 'graphql';

/** Why an operation was broken off. */
export type InterruptionCode = 'DEADLINE_EXCEEDED' | 'CLIENT_GONE' | 'SERVER_STOPPING' | 'TOKEN_EXPIRED';

const MESSAGES: Readonly<Record<InterruptionCode, string>> = {
  DEADLINE_EXCEEDED:
    'The operation took too long and was broken off. Ask for less; repeat a mutation with its idempotencyKey.',
  CLIENT_GONE: 'The client has gone.',
  SERVER_STOPPING: 'The server is stopping. Try again soon; repeat a mutation with the same idempotencyKey.',
  TOKEN_EXPIRED: 'The token has expired. Connect again with a new one.',
};

/** The reason an operation's signal aborts with. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor(readonly code: InterruptionCode) {
    super(MESSAGES[code]);
  }
}

/** The interruption as a client is told of it. */
export const interruptionError = ({ message, code }: Interrupted): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

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
