import { buildSchema, type ExecutionArgs, execute, parse } from 'graphql';
import { answerCompiled } from '../../../src/graphql/execution/compiled-operation';

const schema = buildSchema(`
  type Query { name: String thing: Thing }
  union Thing = One | Other
  type One { one: Int }
  type Other { other: Int }
`);
const document = parse('query ($a: Int, $b: Int) { name thing { __typename } }');
const rootValue = { name: 'a property', thing: { __typename: 'One' } };

const UNUSUAL: readonly (readonly [string, Partial<ExecutionArgs>])[] = [
  ['a resolver of all fields', { fieldResolver: () => 'One' }],
  ['a resolver of all types', { typeResolver: () => 'Other' }],
  ['a bound on faults', { options: { maxCoercionErrors: 1 }, variableValues: { a: 'x', b: 'y' } }],
];

const answered = async (args: ExecutionArgs): Promise<unknown> => {
  const { data, errors } = await answerCompiled(args);
  return JSON.parse(JSON.stringify({ errors, data: typeof data === 'string' ? JSON.parse(data) : data }));
};

test.each(UNUSUAL)('%s is something no plan knows: graphql-js answers', async (_what, unusual) => {
  const { variableValues, ...withoutPlan } = unusual;
  const usual = { schema, document, rootValue, variableValues };
  const expected = JSON.parse(JSON.stringify(await execute({ ...usual, ...withoutPlan })));
  expect(await answered({ ...usual, ...withoutPlan })).toEqual(expected);
  expect(await answered(usual)).not.toEqual(expected);
});
