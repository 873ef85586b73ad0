import type { ExecutionResult, GraphQLError } from 'graphql';
import { Interrupted, interruptionError } from './interrupted';
import { asGraphQLError, logFaults, maskedError } from './masked-errors';
import type { Operation, Runtime } from './operation';

/** A result as it leaves: errors masked, and what the context adds to the extensions. */
export const finishedResult = async <Context extends object>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
  result: ExecutionResult,
): Promise<ExecutionResult> => {
  const { errors, data } = result;
  const unsettled = await runtime.options.settle?.(operation.contextValue);
  if (unsettled !== undefined) return { errors: [unsettled] };
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
