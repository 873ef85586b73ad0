import { createSourceEventStream, type ExecutionResult } from 'graphql';
import { commonPlanOf, executeCompiled } from '../execution/compiled-operation';
import { finishedResult } from './finished-result';
import { Interrupted } from './interrupted';
import type { Operation, Runtime } from './operation';

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
  const answer = answering(runtime, operation);
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
      return { done: false, value: await answer(step.value) };
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

/** Answers one event after the other; by what others have been answered already, where that is the same. */
const answering = <Context extends object>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
): ((event: unknown) => Promise<ExecutionResult>) => {
  const { options, limits, shared } = runtime;
  const common = commonPlanOf(operation);
  let isSettled = false;
  const own = async (event: unknown) =>
    finishedResult(runtime, operation, await answerTo(operation, event, limits.deadlineMs));
  if (common === undefined) return own;
  const make = async (event: object): Promise<ExecutionResult | undefined> => {
    const { data, errors } = await answerTo(operation, event, limits.deadlineMs);
    if (errors !== undefined || data === undefined) return undefined;
    const added = options.extensionsOf?.(operation.contextValue);
    return { data, ...(added === undefined ? {} : { extensions: { ...added } }) };
  };
  return async (event) => {
    if (typeof event !== 'object' || event === null) return own(event);
    // What the beginning has noted; a shared answer looks at nothing that could be noted.
    const unsettled = isSettled ? undefined : await options.settle?.(operation.contextValue);
    if (unsettled !== undefined) return { errors: [unsettled] };
    isSettled = true;
    return (await shared.resultOf(event, common, () => make(event))) ?? own(event);
  };
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
