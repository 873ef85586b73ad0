import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { ERRORS_MAX, PAGE_SIZE_MAX } from './bounds';
import { checkDocument } from './check-document';
import { limitError } from './limit-error';
import type { Limits } from './limits';
import { nullVariableErrors } from './null-variables';
import type { Variables } from './read-variables';
import { type RememberedDocument, rememberedDocuments } from './remembered-documents';
import { documentSource, type TrustedDocuments } from './trusted-documents';
import { variableErrors } from './variable-errors';

/** What a client asks to be run, by whatever transport: a document, or the id of a trusted one. */
export interface OperationRequest {
  readonly query?: string;
  readonly documentId?: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** An operation that may be run, or why not. */
export type Admission = Admitted | Refused;

/** An operation that may be run, from which text, and what it costs its sender. */
export interface Admitted {
  readonly admitted: true;
  readonly query: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The variables as resolvers are given them. */
  readonly variables: Variables;
  readonly cost: number;
}

interface Refused {
  readonly admitted: false;
  readonly errors: readonly GraphQLError[];
}

export type Gate = (request: OperationRequest) => Admission;

/** How strict the gate is. */
export interface GateSettings {
  readonly production: boolean;
  readonly limits: Limits;
  /** Only these run, where given. */
  readonly trustedDocuments?: TrustedDocuments | undefined;
}

/**
 * The one gate of all transports: trust, syntax, limits, validation, variables and cost, in this order.
 * Throws where a trusted document would not pass it.
 */
export const createGate = (schema: GraphQLSchema, settings: GateSettings): Gate => {
  for (const [id, text] of settings.trustedDocuments?.byId ?? []) expectSound(schema, settings, id, text);
  const sourceOf = documentSource(settings.trustedDocuments);
  const documentOf = rememberedDocuments(schema, (query) => checkDocument(schema, query, settings));
  return (request) => {
    const query = sourceOf(request);
    if (query instanceof GraphQLError) return refused([query]);
    const checked = documentOf(query);
    if ('errors' in checked) return refused(checked.errors);
    return admit(schema, settings.limits, checked, request, query);
  };
};

const admit = (
  schema: GraphQLSchema,
  { costMax, pageSizeMax }: Limits,
  { document, preparedFor }: RememberedDocument,
  request: OperationRequest,
  query: string,
): Admission => {
  const prepared = preparedFor(request.operationName);
  if (prepared === undefined) return refused([unknownOperation(request)]);
  const { operation, read, weightOf } = prepared;
  const given = request.variables ?? NO_VARIABLES;
  const variables = read(given);
  const errors = [
    ...(variables === undefined ? variableErrors(schema, operation, given) : []),
    ...nullVariableErrors(schema, document, operation, given),
  ].slice(0, ERRORS_MAX);
  if (errors.length > 0) return refused(errors);
  if (variables === undefined) throw new Error('expected variables or what is wrong with them, got neither');
  const { cost, largestPage } = weightOf(given);
  if (cost > costMax) return refused([limitError('cost', costMax)]);
  // The schema itself says what is beyond its own bound, with the path of the argument.
  if (pageSizeMax < PAGE_SIZE_MAX && largestPage > pageSizeMax)
    return refused([limitError('page size', pageSizeMax)]);
  return { admitted: true, query, document, operation, variables, cost };
};

const NO_VARIABLES = {};

const expectSound = (schema: GraphQLSchema, settings: GateSettings, id: string, text: string): void => {
  const checked = checkDocument(schema, text, settings);
  if ('document' in checked) return;
  const why = checked.errors.map(({ message }) => message).join(' ');
  throw new Error(`Expected the trusted document ${id} to be one that this server runs, got: ${why}`);
};

const unknownOperation = ({ operationName }: OperationRequest): GraphQLError =>
  new GraphQLError(
    operationName === undefined
      ? 'The document holds several operations or none: say which by operationName.'
      : 'The document holds no operation of that operationName.',
    { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
  );

const refused = (errors: readonly GraphQLError[]): Refused => ({ admitted: false, errors });
