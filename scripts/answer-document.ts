import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExecutionResult, getOperationAST, graphql, parse, subscribe } from 'graphql';
import { loadDemo } from '../src/cli/demo/load-demo';
import { openProduct, type Product } from '../src/compose';
import type { Actor } from '../src/domain/actor';
import { createContext } from '../src/graphql/context';
import { buildLiaisonSchema } from '../src/graphql/schema';

/** What stands in the document for what differs from store to store. */
const STORE_ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const SECRET = 'the-secret-of-the-invitation-43-characters.';
/** Stands for the cursor that the last page ended with: cursors of people are sealed by the keys of a store. */
const CURSOR = 'the-cursor-that-the-last-page-ended-with';
const NOW = Date.parse('2026-11-23T09:00:00.000Z');
const ACTOR: Actor = { kind: 'CHANNEL_MANAGER', id: 'demo-channel-manager' };

/** A request, its variables and its answer; the answer is what gets replaced. */
const EXAMPLE = new RegExp(
  [
    '(?<before>```graphql\\n(?<source>[^`]*)```\\n+',
    '(?:Variables:\\n+```json\\n(?<variables>[^`]*)```\\n+)?',
    'Answer:\\n+```json\\n)[^`]*',
  ].join(''),
  'g',
);

/** The document with the answers that the product gives on the demo data, request after request. */
export const answerDocument = async (document: string): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-document-'));
  const faults: unknown[] = [];
  const product = await openProduct({
    dataFolder: folder,
    clock: () => NOW,
    onFault: (_, fault) => faults.push(fault),
  });
  try {
    await loadDemo(product.liaison);
    let answered = '';
    let end = 0;
    let cursor = CURSOR;
    for (const { 0: example, index, groups = {} } of document.matchAll(EXAMPLE)) {
      const variables = (groups.variables ?? '{}').replaceAll(CURSOR, cursor);
      const { answer, endCursor } = await answerOf(product, groups.source ?? '', variables);
      cursor = endCursor ?? cursor;
      answered += `${document.slice(end, index)}${groups.before}${answer}\n`;
      end = index + example.length;
    }
    if (faults.length > 0) throw faults[0];
    return answered + document.slice(end);
  } finally {
    await product.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

interface Answered {
  readonly answer: string;
  readonly endCursor: string | undefined;
}

const answerOf = async (product: Product, source: string, variables: string): Promise<Answered> => {
  const { storeId } = product.log;
  const result = await run(product, source, JSON.parse(variables.replaceAll(STORE_ID, storeId)));
  const text = JSON.stringify(result, null, 2).replaceAll(storeId, STORE_ID);
  const [, endCursor] = /"endCursor": "([^"]*)"/.exec(text) ?? [];
  const answer = text
    .replace(/("secret": )"[^"]*"/g, `$1"${SECRET}"`)
    .replace(/("endCursor": )"[^"]*"/g, `$1"${CURSOR}"`);
  return { answer, endCursor };
};

const run = async (
  product: Product,
  source: string,
  variableValues: Record<string, unknown>,
): Promise<unknown> => {
  const schema = buildLiaisonSchema();
  const contextValue = createContext({
    liaison: product.liaison,
    actor: ACTOR,
    signal: new AbortController().signal,
    correlationId: '3f0c8a52-6d1f-4d0e-9a53-0f6a5f1c2b7e',
    modelStates: async () =>
      (await product.projector.state()).map(({ name, checkpoint, status }) => ({ name, checkpoint, status })),
  });
  if (getOperationAST(parse(source))?.operation !== 'subscription') {
    return graphql({ schema, source, variableValues, contextValue });
  }
  const events = await subscribe({ schema, document: parse(source), variableValues, contextValue });
  return Symbol.asyncIterator in events ? first(events) : events;
};

const first = async (events: AsyncGenerator<ExecutionResult>): Promise<unknown> => {
  const { value } = await events.next();
  await events.return(undefined);
  return value;
};
