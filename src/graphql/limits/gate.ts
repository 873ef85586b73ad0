import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { aliasLimit } from './alias-limit';
import { COST_MAX, DOCUMENTS_REMEMBERED_MAX, ERRORS_MAX, TOKENS_MAX } from './bounds';
import { costOf } from './cost';
import { depthLimit } from './depth-limit';
import { limitError } from './limit-error';
import { mutationLimit } from './mutation-limit';
import { variableErrors } from './variable-errors';

/** What a client asks to be run, by whatever transport. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** An operation that may be run, or why not. */
export type Admission =
  | { readonly admitted: true; readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  | { readonly admitted: false; readonly errors: readonly GraphQLError[] };

export type Gate = (request: OperationRequest) => Admission;

/** The product's own rules. They run first: they are cheap and bound the work of the others. */
export const LIMIT_RULES: readonly ValidationRule[] = [aliasLimit, depthLimit, mutationLimit];

/** The one gate of all transports: syntax, limits, validation, variables and cost, in this order. */
export const createGate = (schema: GraphQLSchema, settings: { readonly production: boolean }): Gate => {
  const documentOf = rememberedDocuments(schema, settings.production);
  return (request) => {
    const document = documentOf(request.query);
    if (Array.isArray(document)) return refused(document);
    return admit(schema, document as DocumentNode, request);
  };
};

const admit = (schema: GraphQLSchema, document: DocumentNode, request: OperationRequest): Admission => {
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return refused([unknownOperation(request)]);
  const variables = request.variables ?? {};
  const errors = variableErrors(schema, operation, variables);
  if (errors.length > 0) return refused(errors);
  if (costOf(schema, document, operation, variables) > COST_MAX)
    return refused([limitError('cost', COST_MAX)]);
  return { admitted: true, document, operation };
};

type Checked = DocumentNode | readonly GraphQLError[];

const rememberedDocuments = (schema: GraphQLSchema, production: boolean): ((query: string) => Checked) => {
  const remembered = new Map<string, DocumentNode>();
  return (query) => {
    const known = remembered.get(query);
    if (known !== undefined) return known;
    const checked = check(schema, query, production);
    if (Array.isArray(checked)) return checked;
    const oldest = remembered.size >= DOCUMENTS_REMEMBERED_MAX ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(query, checked as DocumentNode);
    return checked;
  };
};

const check = (schema: GraphQLSchema, query: string, production: boolean): Checked => {
  const document = parsed(query);
  if (document instanceof GraphQLError) return [coded(document, 'GRAPHQL_PARSE_FAILED', false)];
  const beyond = validate(schema, document, LIMIT_RULES, { maxErrors: ERRORS_MAX });
  const errors =
    beyond.length > 0 ? beyond : validate(schema, document, specifiedRules, { maxErrors: ERRORS_MAX });
  return errors.length === 0
    ? document
    : errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED', production));
};

const parsed = (query: string): DocumentNode | GraphQLError => {
  try {
    return parse(query, { maxTokens: TOKENS_MAX });
  } catch (fault) {
    if (fault instanceof GraphQLError) return fault;
    throw fault;
  }
};

const coded = (error: GraphQLError, code: string, hideSuggestions: boolean): GraphQLError =>
  new GraphQLError(hideSuggestions ? error.message.replace(/ Did you mean .*$/s, '') : error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code, ...error.extensions },
  });

const unknownOperation = ({ operationName }: OperationRequest): GraphQLError =>
  new GraphQLError(
    operationName === undefined
      ? 'The document holds several operations or none: say which by operationName.'
      : 'The document holds no operation of that operationName.',
    { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
  );

const refused = (errors: readonly GraphQLError[]): Admission => ({ admitted: false, errors });
