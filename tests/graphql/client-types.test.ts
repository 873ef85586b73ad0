import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { generateClientTypes } from '../../scripts/generate-client-types';
import { buildLiaisonSchema } from '../../src/graphql/schema';

describe('the client types', () => {
  test('are those of the schema; `npm run generate` brings client/schema-types.ts up to date', async () => {
    expect(await generateClientTypes(buildLiaisonSchema())).toBe(
      readFileSync('client/schema-types.ts', 'utf8'),
    );
  });

  test('change with the schema', async () => {
    const text = await generateClientTypes(buildSchema('type Query { contactCount: Int! }'));
    expect(text).toContain("readonly contactCount: Scalars['Int']['output'];");
  });
});
