import type { GraphQLError } from 'graphql';
import { Interrupted, interruptionError } from './interrupted';
import { asGraphQLError, logFaults, maskedError } from './masked-errors';
import type { Operation, Runtime } from './operation';

/** What came of an operation, its data as a value or as text. */
export interface Result<Data> {
  readonly errors?: readonly GraphQLError[];
  readonly data?: Data;
  readonly extensions?: Record<string, unknown>;
}

/** A result as it leaves: errors masked, and what the context adds to the extensions. */
export const finishedResult = async <Context extends object, Data>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
  result: Result<Data>,
): Promise<Result<Data>> => {
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

/** The text of a result as it leaves, whose data is text already. */
export const finishedText = ({ errors, data, extensions }: Result<string | null>): string => {
  const told = errors === undefined ? '' : `"errors":${JSON.stringify(errors)},`;
  const added = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`;
  return `{${told}"data":${data ?? null}${added}}\n`;
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
