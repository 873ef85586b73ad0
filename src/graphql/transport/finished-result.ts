import type { GraphQLError } from 'graphql';
import type { Framed } from '../execution/framed';
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
export const finishedResult = <Context extends object, Data>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
  result: Result<Data>,
): Result<Data> | Promise<Result<Data>> => {
  const settling = runtime.options.settle?.(operation.contextValue);
  if (settling === undefined) return finishedAs(runtime, operation, result);
  return settling.then((unsettled) =>
    unsettled === undefined ? finishedAs(runtime, operation, result) : { errors: [unsettled] },
  );
};

const finishedAs = <Context extends object, Data>(
  { options }: Runtime<Context>,
  { contextValue, correlationId }: Operation<Context>,
  { errors, data }: Result<Data>,
): Result<Data> => {
  const added = options.extensionsOf?.(contextValue);
  // As nearly all are.
  if (errors === undefined && added === undefined && data !== undefined) return { data };
  if (errors !== undefined) logFaults(options.logger, errors, correlationId);
  return {
    ...(errors === undefined ? {} : { errors: errors.map((error) => maskedError(error, correlationId)) }),
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

/** The same of data whose bytes are known, where nothing is told beside them. */
export const finishedFrame = (
  { errors, extensions }: Result<unknown>,
  framed: Framed | undefined,
): Framed | undefined => {
  if (framed === undefined || errors !== undefined || extensions !== undefined) return undefined;
  const { before, bytes, after } = framed;
  return { before: `{"data":${before}`, bytes, after: `${after}}\n` };
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
