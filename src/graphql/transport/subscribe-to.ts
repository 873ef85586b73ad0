import { createSourceEventStream, type ExecutionResult } from 'graphql';
import { commonPlanOf } from '../execution/compiled-operation';
import { isPageSource } from '../execution/page-source';
import { answerTo } from './answer-to';
import { finishedResult } from './finished-result';
import type { Operation, Runtime } from './operation';
import { SharedSubscription } from './shared-subscription';

type Results = AsyncGenerator<ExecutionResult, void, void>;

/**
 * What `subscribe` of graphql-js does, but the position of each event is noted, each is answered within the deadline,
 * and what is the same for many subscribers is made once for all of them. The results are as they leave.
 */
export const subscribeTo = async <Context extends object>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
): Promise<ExecutionResult | Results> => {
  const source = await createSourceEventStream(operation);
  if (!(Symbol.asyncIterator in source)) return source;
  const events: AsyncIterator<unknown> = source[Symbol.asyncIterator]();
  const shared = await sharedWithOthers(runtime, operation, events);
  if (shared !== undefined) return shared;
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
      const answer = await answerTo(operation, step.value, runtime.limits.deadlineMs);
      return { done: false, value: await finishedResult(runtime, operation, answer) };
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

/** Where its answers are the same for everybody who has it, and its source has its events by the page. */
const sharedWithOthers = async <Context extends object>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
  events: AsyncIterator<unknown>,
): Promise<ExecutionResult | Results | undefined> => {
  const { sink } = operation;
  if (sink === undefined || !isPageSource(events)) return undefined;
  const common = commonPlanOf(operation);
  if (common === undefined) return undefined;
  // What the beginning has noted; a shared answer looks at nothing that could be noted.
  const unsettled = await runtime.options.settle?.(operation.contextValue);
  if (unsettled === undefined) return new SharedSubscription(runtime, operation, events, common, sink);
  await events.return?.();
  return { errors: [unsettled] };
};
