import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { OperationRequest } from './gate';

/** The documents that clients of this server were built with. */
export interface TrustedDocuments {
  readonly byId: ReadonlyMap<string, string>;
}

type Source = (request: OperationRequest) => string | GraphQLError;

/** Which text a request asks to be run: with trusted documents one of them, by its id, hash or whole text. */
export const documentSource = (trusted: TrustedDocuments | undefined): Source =>
  trusted === undefined ? anyDocument : trustedDocument(trusted);

const anyDocument: Source = ({ query }) =>
  query ??
  new GraphQLError('Send the document as `query`: this server knows none by an id.', {
    extensions: { code: 'BAD_REQUEST' },
  });

const trustedDocument = ({ byId }: TrustedDocuments): Source => {
  const texts = new Set(byId.values());
  const byHash = new Map([...texts].map((text) => [sha256(text), text]));
  return ({ query, documentId }) => {
    const named = documentId === undefined ? undefined : (byId.get(documentId) ?? byHash.get(documentId));
    if (documentId === undefined) return query !== undefined && texts.has(query) ? query : notTrusted();
    // An id beside another text would make whoever reads a log believe that the named document was run.
    return named === undefined || (query !== undefined && query !== named) ? notTrusted() : named;
  };
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const notTrusted = (): GraphQLError =>
  new GraphQLError('This server runs registered documents only, and this is none of them.', {
    extensions: { code: 'DOCUMENT_NOT_TRUSTED' },
  });
