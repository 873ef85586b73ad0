import type { OperationRequest } from '../limits/gate';
import { type Checked, problem } from './problem';

/** The most characters of an operation's name. */
export const OPERATION_NAME_CHARACTERS_MAX = 200;

/** Reads the body of a GraphQL request; nothing but query, operationName and variables is looked at. */
export const operationRequestFrom = (body: unknown): Checked<OperationRequest> => {
  if (Array.isArray(body))
    return bad('BATCHING_NOT_SUPPORTED', 'Send one operation a request, not an array.');
  if (!isRecord(body)) return bad('BAD_REQUEST', 'The body must be a JSON object with a `query`.');
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || query.trim() === '') {
    return bad('BAD_REQUEST', '`query` must be a text that holds a GraphQL document.');
  }
  if (!isOperationName(operationName)) {
    return bad(
      'BAD_REQUEST',
      `\`operationName\` must be a text of at most ${OPERATION_NAME_CHARACTERS_MAX} characters.`,
    );
  }
  if (!isAbsent(variables) && !isRecord(variables))
    return bad('BAD_REQUEST', '`variables` must be a JSON object.');
  if (!isAbsent(extensions) && !isRecord(extensions))
    return bad('BAD_REQUEST', '`extensions` must be a JSON object.');
  return {
    value: {
      query,
      ...(typeof operationName === 'string' && operationName !== '' ? { operationName } : {}),
      ...(isRecord(variables) ? { variables } : {}),
    },
  };
};

const bad = (code: string, message: string): Checked<never> => ({ problem: problem(400, code, message) });

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOperationName = (name: unknown): boolean =>
  isAbsent(name) || (typeof name === 'string' && name.length <= OPERATION_NAME_CHARACTERS_MAX);
