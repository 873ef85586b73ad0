import { graphql } from 'graphql';
import type { Actor } from '../../src/domain/actor';
import { createContext } from '../../src/graphql/context';
import { buildLiaisonSchema } from '../../src/graphql/schema';
import { administrator, type Opened, openedProduct } from '../handling/opened-product';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the test that asked.
export type Answer = any;

/** The product with GraphQL in front of it. */
export interface Asked {
  readonly opened: Opened;
  /** Runs an operation as the administrator, or as somebody else; `undefined` comes without a token. */
  ask(source: string, variables?: object, actor?: Actor | 'nobody'): Promise<Answer>;
  /** Sends a mutation with a key of its own and answers its outcome. */
  tell(mutation: string, input: object, answer?: string, actor?: Actor | 'nobody'): Promise<Answer>;
}

export const asking = async (): Promise<Asked> => {
  const opened = await openedProduct();
  let keys = 0;
  const ask: Asked['ask'] = (source, variables = {}, actor = administrator) =>
    graphql({
      schema: buildLiaisonSchema(),
      source,
      variableValues: variables as Record<string, unknown>,
      contextValue: createContext({
        liaison: opened.product.liaison,
        signal: new AbortController().signal,
        correlationId: 'asked',
        modelStates: async () =>
          (await opened.product.projector.state()).map(({ name, checkpoint, status }) => ({
            name,
            checkpoint,
            status,
          })),
        ...(actor === 'nobody' ? {} : { actor }),
      }),
    });
  const tell: Asked['tell'] = async (mutation, input, answer = '', actor = administrator) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
    const source = `mutation ($input: ${type}) { ${mutation}(input: $input) { __typename
      ... on Change { position version replayed dryRun lagging
        events { type version data position stream recordedAt } warnings { code contactIds }
        consequences { cascade contacts } }
      ... on Refused { code message details { key values } fieldErrors { path message } } ${answer} } }`;
    const told = await ask(source, { input: { idempotencyKey: `key ${keys++}`, ...input } }, actor);
    if (told.errors !== undefined) throw told.errors[0];
    return told.data[mutation];
  };
  return { opened, ask, tell };
};
