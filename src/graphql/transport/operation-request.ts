import { VARIABLES_DEPTH_MAX } from '../limits/bounds';
import type { OperationRequest } from '../limits/gate';
import { type Checked, problem } from './problem';

/** The most characters of an operation's name. */
export const OPERATION_NAME_CHARACTERS_MAX = 200;

/** The most characters of a document's id. */
const DOCUMENT_ID_CHARACTERS_MAX = 200;

/**
 * Reads the body of a GraphQL request; nothing is looked at but query, operationName, variables, and which
 * registered document is meant (`documentId`, or `persistedQuery` among the extensions).
 */
export const operationRequestFrom = (body: unknown): Checked<OperationRequest> => {
  if (Array.isArray(body))
    return bad('BATCHING_NOT_SUPPORTED', 'Send one operation a request, not an array.');
  if (!isRecord(body)) return bad('BAD_REQUEST', 'The body must be a JSON object with a `query`.');
  const { query, operationName, variables, extensions } = body;
  const documentId = documentIdOf(body);
  if (!isDocument(query) && !(isBlank(query) && documentId !== undefined)) {
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
  if (isDeeper(variables, VARIABLES_DEPTH_MAX))
    return bad('BAD_REQUEST', `\`variables\` may nest at most ${VARIABLES_DEPTH_MAX} deep.`);
  if (!isAbsent(extensions) && !isRecord(extensions))
    return bad('BAD_REQUEST', '`extensions` must be a JSON object.');
  const value: { -readonly [Name in keyof OperationRequest]: OperationRequest[Name] } = {};
  if (isDocument(query)) value.query = query;
  if (documentId !== undefined) value.documentId = documentId;
  if (typeof operationName === 'string' && operationName !== '') value.operationName = operationName;
  if (isRecord(variables)) value.variables = variables;
  return { value };
};

const bad = (code: string, message: string): Checked<never> => ({ problem: problem(400, code, message) });

const isDocument = (query: unknown): query is string => typeof query === 'string' && /\S/.test(query);

/** graphql-transport-ws asks for a text even where an id stands in its place. */
const isBlank = (query: unknown): boolean => isAbsent(query) || query === '';

const documentIdOf = ({ documentId, extensions }: Readonly<Record<string, unknown>>): string | undefined => {
  const persisted = isRecord(extensions) ? extensions.persistedQuery : undefined;
  const id = documentId ?? (isRecord(persisted) ? persisted.sha256Hash : undefined);
  const isId = typeof id === 'string' && id !== '' && id.length <= DOCUMENT_ID_CHARACTERS_MAX;
  return isId ? id : undefined;
};

/** Looks no deeper than asked: what goes on below could be as deep as the body is long. */
const isDeeper = (value: unknown, depthMax: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (depthMax === 0) return true;
  for (const inner of Object.values(value)) if (isDeeper(inner, depthMax - 1)) return true;
  return false;
};

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOperationName = (name: unknown): boolean =>
  isAbsent(name) || (typeof name === 'string' && name.length <= OPERATION_NAME_CHARACTERS_MAX);
