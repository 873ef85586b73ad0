import { readFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { answerDocument } from '../../scripts/answer-document';
import { REFUSAL_CODES } from '../../src/domain/decision';
import { buildLiaisonSchema } from '../../src/graphql/schema';

const document = readFileSync('docs/frontend.md', 'utf8');
const requests = [...document.matchAll(/```graphql\n([^`]*)```/g)].map(([, source]) => source ?? '');

describe('docs/frontend.md', () => {
  test('holds the ten requests of a partner-contact screen, and more', () => {
    expect(document.match(/^### \d+\. /gm)).toHaveLength(10);
    expect(requests.length).toBeGreaterThanOrEqual(12);
  });

  test.each(requests)('asks only what the schema answers: %s', (source) => {
    expect(validate(buildLiaisonSchema(), parse(source))).toEqual([]);
  });

  test('shows the answers that the product gives; `npm run generate` brings them up to date', async () => {
    expect(await answerDocument(document)).toBe(document);
  });

  test('shows no error', () => {
    expect(document).not.toContain('"errors": [');
  });

  test('names no refusal that there is not', () => {
    const shown = [...document.matchAll(/"code": "([A-Z_]+)",\n\s+"message"/g)].map(([, code]) => code);
    expect(shown.length).toBeGreaterThan(0);
    expect([...REFUSAL_CODES, 'POSSIBLE_DUPLICATE']).toEqual(expect.arrayContaining(shown));
  });
});
