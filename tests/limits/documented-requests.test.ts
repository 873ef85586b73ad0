import { readFileSync } from 'node:fs';
import { getIntrospectionQuery, type OperationDefinitionNode, parse } from 'graphql';
import { checkDocument } from '../../src/graphql/limits/check-document';
import { weigh } from '../../src/graphql/limits/cost';
import { STANDARD_LIMITS } from '../../src/graphql/limits/limits';
import { buildLiaisonSchema } from '../../src/graphql/schema';

const ID = '0190a6c2-0000-7000-8000-000000000001';
const requestsOf = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(/```graphql\n([^`]*)```/g)].map(([, source]) =>
    (source ?? '').replace(/[A-Z]+-ID/g, ID),
  );
const requests = ['README.md', 'docs/frontend.md', 'docs/quickstart.md'].flatMap(requestsOf);
const strictness = { production: true, limits: STANDARD_LIMITS };

describe('the standard limits', () => {
  test.each(requests)('leave room for what the documentation asks: %s', (source) => {
    const schema = buildLiaisonSchema();
    expect(checkDocument(schema, source, strictness)).not.toHaveProperty('errors');
    const document = parse(source);
    const operations = document.definitions.filter(
      (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
    );
    for (const operation of operations) {
      expect(weigh(schema, document, operation, {}).cost).toBeLessThan(STANDARD_LIMITS.costMax / 2);
    }
  });

  test('leave room for the introspection of GraphiQL, outside production', () => {
    const source = getIntrospectionQuery();
    const checked = (production: boolean) =>
      checkDocument(buildLiaisonSchema(), source, { ...strictness, production });
    expect(checked(false)).toHaveProperty('document');
    expect(checked(true)).toHaveProperty('errors');
  });
});
