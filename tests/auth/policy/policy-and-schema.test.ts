import { OPERATIONS } from '../../../src/auth/policy';
import { buildLiaisonSchema } from '../../../src/graphql/schema';

test('The access policy has a row for each operation of the schema, and none besides', () => {
  const schema = buildLiaisonSchema();
  const operations = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
    (type) => Object.keys(type?.getFields() ?? {}),
  );
  expect([...OPERATIONS].sort()).toEqual(operations.sort());
});
