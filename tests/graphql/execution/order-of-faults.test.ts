import { buildSchema, execute, parse } from 'graphql';
import { answerCompiled } from '../../../src/graphql/execution/compiled-operation';

const schema = buildSchema(`
  type Query { left: Thing right: Thing }
  type Thing { number: Int! numbers: [Int!]! thing: Thing! things: [Thing!]! }
`);

/** More turns than any of the answers' own. */
const TURNS_MAX = 12;

/** Rejected after so many turns of the microtask queue. */
const rejectedAfter = async (turns: number, message: string): Promise<never> => {
  for (let turn = 0; turn < turns; turn += 1) await undefined;
  throw new Error(message);
};

/** Things that fail after so many turns, each at another place. */
const failing = {
  number: (turns: number) => ({ number: rejectedAfter(turns, 'number') }),
  numbers: (turns: number) => ({ numbers: [1, rejectedAfter(turns, 'numbers')] }),
  thing: (turns: number) => ({ thing: { number: rejectedAfter(turns, 'thing') } }),
  things: (turns: number) => ({ things: [{ number: rejectedAfter(turns, 'things') }, { number: 1 }] }),
};
type Place = keyof typeof failing;

const SELECTED: Readonly<Record<Place, string>> = {
  number: 'number',
  numbers: 'numbers',
  thing: 'thing { number }',
  things: 'things { number }',
};
const PLACES = Object.keys(failing) as Place[];

/** Where the answer of graphql-js, or ours, differs by which of two faults comes first. */
const orders = async (
  left: Place,
  right: Place,
  answers: (args: Args) => Promise<string>,
): Promise<string[]> => {
  const document = parse(`{ left { ${SELECTED[left]} } right { ${SELECTED[right]} } }`);
  const told: string[] = [];
  for (let turns = 0; turns < TURNS_MAX; turns += 1) {
    const rootValue = { left: failing[left](TURNS_MAX / 2), right: failing[right](turns) };
    told.push(await answers({ schema, document, rootValue }));
  }
  return told;
};
interface Args {
  readonly schema: typeof schema;
  readonly document: ReturnType<typeof parse>;
  readonly rootValue: object;
}

const byGraphqlJs = async (args: Args): Promise<string> => JSON.stringify((await execute(args)).errors);
const byPlan = async (args: Args): Promise<string> => JSON.stringify((await answerCompiled(args)).errors);

describe('of two faults', () => {
  test.each(PLACES.flatMap((left) => PLACES.map((right) => [left, right] as const)))(
    'in %s and in %s the same is told first as by graphql-js, in whatever turn they come',
    async (left, right) => {
      const expected = await orders(left, right, byGraphqlJs);
      expect(new Set(expected).size).toBe(2);
      expect(await orders(left, right, byPlan)).toEqual(expected);
    },
  );
});
