import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { DOCUMENTS_REMEMBERED_MAX } from './bounds';
import type { Checked } from './check-document';
import type { Weight } from './cost';
import { type ReadVariables, type Variables, variableReader } from './read-variables';
import { weightsOf } from './weights';

type Wrong = Exclude<Checked, { readonly document: DocumentNode }>;

/** An operation, and what of its checks does not depend on a request. */
export interface Prepared {
  readonly operation: OperationDefinitionNode;
  readonly read: ReadVariables;
  readonly weightOf: (variables: Variables) => Weight;
}

/** A document that was found right, with those of its operations that were asked for. */
export interface RememberedDocument {
  readonly document: DocumentNode;
  /** Undefined where no such operation, or not only one, is there. */
  readonly preparedFor: (operationName: string | undefined) => Prepared | undefined;
}

/** Checks each document once, as long as it is among the last ones that were found right. */
export const rememberedDocuments = (
  schema: GraphQLSchema,
  check: (query: string) => Checked,
): ((query: string) => RememberedDocument | Wrong) => {
  const remembered = new Map<string, RememberedDocument>();
  return (query) => {
    const known = remembered.get(query);
    if (known !== undefined) return known;
    const checked = check(query);
    if ('errors' in checked) return checked;
    const oldest = remembered.size >= DOCUMENTS_REMEMBERED_MAX ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
    const made = { document: checked.document, preparedFor: preparedOperations(schema, checked.document) };
    remembered.set(query, made);
    return made;
  };
};

const preparedOperations = (
  schema: GraphQLSchema,
  document: DocumentNode,
): ((operationName: string | undefined) => Prepared | undefined) => {
  // As many as the document has operations, and the one that needs no name.
  const prepared = new Map<string | undefined, Prepared>();
  return (operationName) => {
    const known = prepared.get(operationName);
    if (known !== undefined) return known;
    const operation = getOperationAST(document, operationName);
    if (!operation) return undefined;
    const made = {
      operation,
      read: variableReader(schema, operation),
      weightOf: weightsOf(schema, document, operation),
    };
    prepared.set(operationName, made);
    return made;
  };
};
