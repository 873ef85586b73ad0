import { createSourceEventStream, type ExecutionResult } from 'graphql';
import { executeCompiled } from '../execution/compiled-operation';
import { Interrupted } from './interrupted';
import type { Operation } from './operation';

type Results = AsyncGenerator<ExecutionResult, void, void>;

/**
 * What `subscribe` of graphql-js does, but the position of each event is noted, and each is answered within
 * the deadline.
 */
export const subscribeTo = async (
  operation: Operation<object>,
  deadlineMs: number,
): Promise<ExecutionResult | Results> => {
  const source = await createSourceEventStream(operation);
  if (!(Symbol.asyncIterator in source)) return source;
  const events: AsyncIterator<unknown> = source[Symbol.asyncIterator]();
  // Ends the source at once; a generator function would first wait for the event it has asked for.
  const end = async (): Promise<IteratorReturnResult<void>> => {
    await events.return?.();
    return { done: true, value: undefined };
  };
  const results: Results = {
    next: async () => {
      const step = await events.next();
      if (step.done) return { done: true, value: undefined };
      operation.progress.began(step.value);
      return { done: false, value: await answerTo(operation, step.value, deadlineMs) };
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => void (await end()),
  };
  return results;
};

const answerTo = async (
  operation: Operation<object>,
  event: unknown,
  deadlineMs: number,
): Promise<ExecutionResult> => {
  const answer = executeCompiled({ ...operation, rootValue: event });
  if (!(answer instanceof Promise)) return answer;
  const late = () => operation.controller.abort(new Interrupted('DEADLINE_EXCEEDED'));
  const timer = setTimeout(late, deadlineMs);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
  }
};
