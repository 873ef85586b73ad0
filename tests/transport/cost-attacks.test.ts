import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { trySchema } from './try-schema';
import { post, startTryServer, stopServers, streamed, TrySocket } from './try-server';

afterEach(stopServers);

/** Counts every resolver that is called, those of introspection aside. */
const counted = (): { readonly schema: GraphQLSchema; readonly calls: () => number } => {
  const schema = trySchema();
  let calls = 0;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (...all) => {
        calls += 1;
        return resolve(...all);
      };
    }
  }
  return { schema, calls: () => calls };
};

const nested = (first: string) =>
  `page(first: ${first}) { nodes { page(first: ${first}) { nodes { page(first: ${first}) { nodes { id } } } } } }`;
const SPREAD =
  'fragment p on Page { nodes { page(first: $n) { nodes { page(first: $n) { nodes { id } } } } } }';
const wide = (first: string) =>
  Array.from(
    { length: 15 },
    (_, index) => `a${index}: page(first: ${first}) { nodes { id page { nodes { id } } } }`,
  );
const MIXED = `query ($n: Int, $m: Int = 100) { one: page(first: $n) { ...p } page(first: 40) { ...q } } ${SPREAD}
  fragment q on Page { nodes { two: page(first: $m) { nodes { self { id } } } } }`;

type Attack = readonly [how: string, body: { readonly query: string; readonly variables?: object }];

const ATTACKS: readonly Attack[] = [
  ['a literal', { query: `{ ${nested('100')} }` }],
  ['a literal beyond every page', { query: `{ ${nested('2147483647')} }` }],
  ['a variable', { query: `query ($n: Int!) { ${nested('$n')} }`, variables: { n: 100 } }],
  ['a variable that is null', { query: `query ($n: Int) { ${nested('$n')} }`, variables: { n: null } }],
  ['a variable that is left out', { query: `query ($n: Int) { ${nested('$n')} }` }],
  ['the default of a variable', { query: `query ($n: Int = 100) { ${nested('$n')} }` }],
  ['the default of the schema', { query: '{ page { nodes { page { nodes { page { nodes { id } } } } } } }' }],
  ['a fragment', { query: `query ($n: Int) { page(first: $n) { ...p } } ${SPREAD}`, variables: { n: 100 } }],
  ['an inline fragment', { query: `{ ... on Query { ... { ${nested('100')} } } }` }],
  ['aliases', { query: `{ ${wide('50').join(' ')} }` }],
  ['aliases and a variable', { query: `query ($n: Int) { ${wide('$n').join(' ')} }`, variables: { n: 50 } }],
  ['a bit of everything', { query: MIXED, variables: { n: 30 } }],
  [
    'what is skipped',
    { query: `query ($no: Boolean = true) { hello ... @skip(if: $no) { ${nested('100')} } }` },
  ],
];

const tooCostly = { code: 'LIMIT_EXCEEDED', limit: 'cost', maximum: 5_000 };

describe('too much cost', () => {
  test.each(ATTACKS)('by %s is refused on every transport before anything runs', async (_how, body) => {
    const { schema, calls } = counted();
    const server = await startTryServer({ schema });
    const posted = await post(server, body);
    const stream = await streamed(server, body);
    const socket = await TrySocket.ready(server);
    socket.send({ id: '1', type: 'subscribe', payload: body });
    const [message] = await socket.answered('1');
    expect([posted.status, posted.body.errors[0].extensions]).toEqual([400, tooCostly]);
    expect([stream.status, JSON.parse(stream.text).errors[0].extensions]).toEqual([400, tooCostly]);
    expect([message.type, message.payload[0].extensions]).toEqual(['error', tooCostly]);
    expect(calls()).toBe(0);
  });

  test('of the second request with the same text is refused like that of a first', async () => {
    const { schema, calls } = counted();
    const server = await startTryServer({ schema });
    const query = `query ($n: Int!) { ${nested('$n')} }`;
    expect((await post(server, { query, variables: { n: 2 } })).status).toBe(200);
    const before = calls();
    expect(before).toBeGreaterThan(0);
    const socket = await TrySocket.ready(server);
    socket.subscribe('1', query, { variables: { n: 100 } });
    expect((await socket.answered('1'))[0].payload[0].extensions).toEqual(tooCostly);
    expect((await post(server, { query, variables: { n: 100 } })).body.errors[0].extensions).toEqual(
      tooCostly,
    );
    expect(calls()).toBe(before);
    expect((await post(server, { query, variables: { n: 2 } })).status).toBe(200);
  });
});
