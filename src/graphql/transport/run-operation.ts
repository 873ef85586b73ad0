import { type ExecutionResult, execute, type GraphQLError, subscribe } from 'graphql';
import { guardedResults } from './guarded-results';
import { Interrupted, interruptionError, untilInterrupted } from './interrupted';
import { asGraphQLError, logFaults, maskedError } from './masked-errors';
import { logOperation, type Operation, outcomeOf, type Runtime } from './operation';

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
    const answer = await untilInterrupted(operation.controller, runtime.deadlineMs, () =>
      start(runtime, operation),
    );
    if (Symbol.asyncIterator in answer) return guardedResults(runtime, operation, answer);
    const finished = finishedResult(runtime, operation, answer);
    logOperation(runtime, operation, outcomeOf(finished.errors));
    return finished;
  } catch (fault) {
    const errors = faultErrors(runtime, operation, fault);
    logOperation(runtime, operation, outcomeOf(errors));
    return { errors };
  }
};

/** A result as it leaves: errors masked, and what the context adds to the extensions. */
export const finishedResult = <Context extends object>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
  result: ExecutionResult,
): ExecutionResult => {
  const { errors, data } = result;
  const added = runtime.options.extensionsOf?.(operation.contextValue);
  if (errors !== undefined) logFaults(runtime.options.logger, errors, operation.correlationId);
  return {
    ...(errors === undefined
      ? {}
      : { errors: errors.map((error) => maskedError(error, operation.correlationId)) }),
    ...(data === undefined ? {} : { data }),
    ...(added === undefined ? {} : { extensions: { ...added } }),
  };
};

/** What a client is told where an operation broke instead of answering. */
export const faultErrors = <Context extends object>(
  runtime: Runtime<Context>,
  { correlationId }: Operation<Context>,
  fault: unknown,
): readonly GraphQLError[] => {
  if (fault instanceof Interrupted) return [interruptionError(fault)];
  const error = asGraphQLError(fault);
  logFaults(runtime.options.logger, [error], correlationId);
  return [maskedError(error, correlationId)];
};

const start = <Context extends object>(
  { work }: Runtime<Context>,
  operation: Operation<Context>,
): Promise<ExecutionResult | AsyncGenerator<ExecutionResult, void, void>> => {
  const running = Promise.resolve(
    operation.node.operation === 'subscription' ? subscribe(operation) : execute(operation),
  );
  // A subscription that began too late is ended, so that nothing goes on for nobody.
  const { signal } = operation.controller;
  running.then(
    (answer) => (Symbol.asyncIterator in answer && signal.aborted ? answer.return() : undefined),
    () => undefined,
  );
  work.track(running, () => operation.controller.abort(new Interrupted('SERVER_STOPPING')));
  return running;
};
