import { readFileSync, writeFileSync } from 'node:fs';
import { buildLiaisonSchema, printLiaisonSchema } from '../src/graphql/schema';
import { answerDocument } from './answer-document';
import { generateClientTypes } from './generate-client-types';

/** Writes what follows from the schema: `schema.graphql`, client types and the answers in `docs/frontend.md`. */
const generate = async (): Promise<void> => {
  writeFileSync('schema.graphql', printLiaisonSchema());
  writeFileSync('client/schema-types.ts', await generateClientTypes(buildLiaisonSchema()));
  writeFileSync('docs/frontend.md', await answerDocument(readFileSync('docs/frontend.md', 'utf8')));
};

generate().catch((fault: unknown) => {
  console.error(fault);
  process.exitCode = 1;
});
