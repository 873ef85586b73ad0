import type { ExecutionResult } from 'graphql';
import { executeCompiled } from '../execution/compiled-operation';
import { faultErrors, finishedResult } from './finished-result';
import { guardedResults } from './guarded-results';
import { Interrupted, untilInterrupted } from './interrupted';
import { logOperation, type Operation, outcomeOf, type Runtime } from './operation';
import { SharedSubscription } from './shared-subscription';
import { subscribeTo } from './subscribe-to';

export type Answer = ExecutionResult | AsyncGenerator<ExecutionResult, void, void>;

/**
 * Runs a query or mutation to its end, or a subscription to its beginning, within the deadline; errors are
 * masked.
 */
export const runOperation = async <Context extends object>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
): Promise<Answer> => {
  try {
    const answer = await untilInterrupted(operation.controller, runtime.limits.deadlineMs, async () => {
      if ((await operation.isCurrent?.()) === false) throw new Interrupted('ACCESS_ENDED');
      return start(runtime, operation);
    });
    if (answer instanceof SharedSubscription) return answer;
    if (Symbol.asyncIterator in answer) return guardedResults(runtime, operation, answer);
    const finished = await finishedResult(runtime, operation, answer);
    logOperation(runtime, operation, outcomeOf(finished.errors));
    return finished;
  } catch (fault) {
    const errors = faultErrors(runtime, operation, fault);
    logOperation(runtime, operation, outcomeOf(errors));
    return { errors };
  }
};

const start = <Context extends object>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
): Promise<ExecutionResult | AsyncGenerator<ExecutionResult, void, void>> => {
  const running = Promise.resolve(
    operation.node.operation === 'subscription'
      ? subscribeTo(runtime, operation)
      : executeCompiled(operation),
  );
  // A subscription that began too late is ended, so that nothing goes on for nobody.
  const { signal } = operation.controller;
  running.then(
    (answer) => (Symbol.asyncIterator in answer && signal.aborted ? answer.return() : undefined),
    () => undefined,
  );
  runtime.work.track(running, () => operation.controller.abort(new Interrupted('SERVER_STOPPING')));
  return running;
};
