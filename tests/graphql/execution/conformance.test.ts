import fc from 'fast-check';
import { type ExecutionArgs, execute, parse, validate } from 'graphql';
import {
  type Answered,
  answerCompiled,
  executeCompiled,
} from '../../../src/graphql/execution/compiled-operation';
import { buildLiaisonSchema } from '../../../src/graphql/schema';
import { Random } from './random';
import { CountedTexts, forgetTexts, rootOf, withRandomAnswers } from './random-answers';
import { DocumentMaker, type Sent } from './random-document';

const schema = withRandomAnswers(buildLiaisonSchema());
const RUNS = Number(process.env.LIAISON_TEST_CONFORMANCE_RUNS ?? 300);

const scalars = (name: string): unknown => {
  if (name === 'Int') return 3;
  return name === 'Boolean' ? true : `a ${name}`;
};

/** A document that is right: of the random ones many ask for the same name in two ways. */
const sentBy = (random: Random, operation: 'query' | 'mutation'): Sent => {
  for (;;) {
    const sent = new DocumentMaker(schema, random, scalars).make(operation);
    if (validate(schema, parse(sent.query)).length === 0) return sent;
  }
};

const stats = { asked: 0, failed: 0 };

/** As it leaves, to the byte. */
const textOf = ({ errors, data }: Answered): string => {
  const told = errors === undefined ? [] : [`"errors":${JSON.stringify(errors)}`];
  return `{${[...told, ...(data === undefined ? [] : [`"data":${data}`])]}}`;
};

const sameAnswer = async (seed: number, operation: 'query' | 'mutation'): Promise<void> => {
  const { query, variables, operationName } = sentBy(new Random(seed), operation);
  const document = parse(query);
  const type = operation === 'query' ? 'Query' : 'Mutation';
  const argsWith =
    (variableValues: Sent['variables']) =>
    (mayWait = true) => ({
      schema,
      document,
      operationName,
      variableValues,
      rootValue: rootOf(schema, type, seed, mayWait),
    });
  const args = argsWith(variables);
  // The third time the plan of the first is there, and the second has left one for other conditions.
  for (const asked of [args, argsWith(otherwise(variables)), args]) {
    const expected = JSON.stringify(await execute(asked()));
    expect(textOf(await answerCompiled(asked()))).toBe(expected);
    expect(JSON.stringify(await executeCompiled(asked()))).toBe(expected);
  }
  stats.asked += 1;
  if ((await execute(args())).errors !== undefined) stats.failed += 1;
  await sameWithKeptTexts(args);
};

/** With every condition the other way. */
const otherwise = (variables: Sent['variables']): Sent['variables'] =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, typeof value === 'boolean' ? !value : value]),
  );

/** The same with the texts that were kept of what it has answered before. */
const sameWithKeptTexts = async (args: (mayWait: boolean) => ExecutionArgs): Promise<void> => {
  for (const mayWait of [true, false]) {
    const expected = await execute(args(mayWait));
    // What is marked waits for nothing in the product: here it may, and then the first of several faults is another.
    if (mayWait && expected.errors !== undefined) continue;
    forgetTexts();
    for (let time = 0; time < 3; time += 1) {
      const answered = await answerCompiled({ ...args(mayWait), audience: 'everybody' });
      expect(textOf(answered)).toBe(JSON.stringify(expected));
    }
  }
};

const property = (operation: 'query' | 'mutation') =>
  fc.asyncProperty(fc.integer(), (seed) => sameAnswer(seed, operation));

describe('a compiled operation', () => {
  test(
    'answers a query as graphql-js does, to the byte',
    () => fc.assert(property('query'), { numRuns: RUNS }),
    60_000 + RUNS * 10,
  );

  test(
    'answers a mutation as graphql-js does, to the byte',
    () => fc.assert(property('mutation'), { numRuns: RUNS / 3 }),
    60_000 + RUNS * 10,
  );

  test('was asked for enough that goes wrong, and used enough texts that were kept', () => {
    expect(stats.failed).toBeGreaterThan(stats.asked / 10);
    expect(stats.failed).toBeLessThan(stats.asked);
    expect(CountedTexts.used).toBeGreaterThan(stats.asked);
  });
});
