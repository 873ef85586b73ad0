import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { dataClassOf } from '../../src/graphql/label-fields';
import { buildLiaisonSchema } from '../../src/graphql/schema';
import { type AccessServer, administrator, auditor, startAccessServer } from './access-server';

const MARKER = 'qzpersonal';
const ID = '40000000-0000-4000-8000-000000000000';
let server: AccessServer;
beforeAll(async () => {
  server = await startAccessServer();
});
afterAll(() => server.close());

type Input = GraphQLInputField | GraphQLArgument;

/** A value for the input: a mark where it is personal or secret, else something of its form. */
const sampleOf = (input: Input, isLong: boolean): unknown => {
  const dataClass = dataClassOf(input);
  const isMarked = dataClass === 'personal' || dataClass === 'secret';
  return ofType(input.type, isMarked ? (isLong ? MARKER.repeat(500) : MARKER) : undefined, isLong);
};

const ofType = (type: GraphQLInputType, mark: string | undefined, isLong: boolean): unknown => {
  if (isNonNullType(type)) return ofType(type.ofType, mark, isLong);
  if (isListType(type)) return [ofType(type.ofType, mark, isLong)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, sampleOf(field, isLong)]),
    );
  if (mark !== undefined) return mark;
  return OF_SCALAR[type.name] ?? 'PROBE';
};

const OF_SCALAR: Readonly<Record<string, unknown>> = {
  Boolean: false,
  Int: 1,
  UUID: ID,
  DateTime: '2026-11-01T00:00:00Z',
  Date: '2026-11-01',
  Position: undefined,
};

interface Probe {
  readonly query: string;
  readonly variables: object;
}

/** Every operation but subscriptions with everything it can be given. */
const probes = (isLong: boolean): readonly Probe[] => {
  const schema = buildLiaisonSchema();
  return (
    [
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
    ] as const
  ).flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map(({ name, args }) => {
      const given = args.filter((argument) => !['after', 'asOf', 'minPosition'].includes(argument.name));
      const declared = given.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
      const passed = given.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
      const list = declared === '' ? ['', ''] : [`(${declared})`, `(${passed})`];
      const shown =
        kind === 'query'
          ? '__typename'
          : '__typename ... on Refused { code message details { key values } fieldErrors { path message } }';
      return {
        query: `${kind} ${list[0]} { ${name}${list[1]} { ${shown} } }`,
        variables: Object.fromEntries(given.map((argument) => [argument.name, sampleOf(argument, isLong)])),
      };
    }),
  );
};

test('What is personal or secret in what is sent stands in no answer, no log line and no record of use', async () => {
  const answers: string[] = [];
  let marked = 0;
  for (const actor of [administrator, auditor]) {
    const token = await server.tokenOf(actor);
    for (const { query, variables } of [...probes(false), ...probes(true)]) {
      if (JSON.stringify(variables).includes(MARKER)) marked += 1;
      answers.push((await server.ask(token, query, {}, variables)).text);
    }
  }
  expect(marked).toBeGreaterThan(100);
  expect(answers.filter((text) => text.includes(MARKER))).toEqual([]);
  expect(answers.some((text) => text.includes('VALIDATION_FAILED'))).toBe(true);
  expect(server.lines.filter((line) => line.includes(MARKER))).toEqual([]);
  expect(server.lines.length).toBeGreaterThan(100);
  const used = readdirSync(server.folder).filter((name) => name.startsWith('use.db'));
  expect(used.length).toBeGreaterThan(0);
  for (const name of used) expect(readFileSync(join(server.folder, name)).includes(MARKER)).toBe(false);
});
