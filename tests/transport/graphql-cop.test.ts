import { buildLiaisonSchema } from '../../src/graphql/schema';
import { raw, startTryServer, stopServers, type TryServer, TrySocket, until } from './try-server';

/**
 * The twelve checks of graphql-cop 1.x, each with the request it sends and the sign it looks for, against the
 * product's schema as production serves it.
 */
let server: TryServer;
beforeAll(async () => {
  // The schema comes first: its resolvers are never reached by these requests.
  server = await startTryServer({ schema: buildLiaisonSchema(), production: true, graphiql: false });
});
afterAll(stopServers);

const json = { 'content-type': 'application/json' };

// biome-ignore lint/suspicious/noExplicitAny: a scanner looks into whatever comes.
type Found = any;

const http = async (body: unknown): Promise<Found> =>
  JSON.parse((await raw(server, { headers: json, pieces: [JSON.stringify(body)] })).text);

/** The same over WebSocket, in the form of an answer over HTTP; a connection that is closed answers nothing. */
const webSocket = async (body: unknown): Promise<Found> => {
  const socket = await TrySocket.ready(server);
  socket.send({ id: '1', type: 'subscribe', payload: body });
  await until(() => socket.of('1').length > 0 || socket.closed !== undefined);
  const [answer] = socket.messages.filter(({ id }) => id === '1');
  socket.socket.terminate();
  if (answer === undefined) return { closed: socket.closed?.code };
  return answer.type === 'error' ? { errors: answer.payload } : answer.payload;
};

const get = (path: string) => raw(server, { method: 'GET', path, headers: { accept: 'text/html' } });
const repeated = (count: number, what: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => what(index)).join(' ');

const CIRCULAR = `query { __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`;

describe.each([
  ['HTTP', http],
  ['WebSocket', webSocket],
])('over %s graphql-cop finds', (_transport, ask) => {
  test('no alias overloading', async () => {
    const answer = await ask({ query: `query { ${repeated(101, (index) => `alias${index}: __typename`)} }` });
    expect(answer.data).toBeUndefined();
    expect(answer.errors[0].extensions).toMatchObject({ limit: 'aliases' });
  });

  test('no batch queries', async () => {
    const answer = await ask(Array.from({ length: 10 }, () => ({ query: 'query { __typename }' })));
    expect(Array.isArray(answer)).toBe(false);
    expect(answer.data).toBeUndefined();
  });

  test('no directive overloading', async () => {
    const answer = await ask({ query: 'query { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }' });
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0].extensions).toMatchObject({ limit: 'directives' });
  });

  test('no circular query by introspection', async () => {
    const answer = await ask({ query: CIRCULAR });
    expect(answer.data).toBeUndefined();
    expect(answer.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('no field duplication', async () => {
    const answer = await ask({ query: `query { ${'__typename \n'.repeat(500)} } ` });
    expect(answer.data).toBeUndefined();
    expect(answer.errors[0].extensions).toMatchObject({ limit: 'repeats of a field' });
  });

  test('no introspection', async () => {
    for (const query of [
      'query { __schema { types { name fields { name } } } }',
      '{ __type(name: "Query") { name } }',
    ]) {
      const answer = await ask({ query });
      expect(answer.data).toBeUndefined();
      expect(answer.errors[0].message).toContain('introspection has been disabled');
    }
  });

  test('no field suggestions', async () => {
    const wrong = [
      'query { __schema { directive } }',
      'query { contac(id: "x") { id } }',
      'query { contact(idd: "x") { id } }',
      'query { contact(id: "x") { ... on Contct { id } } }',
      'mutation { assignPartnerRol(input: {}) { __typename } }',
      'query { partnerContacts(partnerId: "x", filter: { flavor: PARTNER_USR }) { totalCount } }',
      'query { partnerContacts(partnerId: "x", filter: { flavr: PARTNER_USER }) { totalCount } }',
    ];
    for (const query of wrong) {
      const answer = await ask({ query });
      expect(answer.errors.length).toBeGreaterThan(0);
      expect(JSON.stringify(answer)).not.toContain('Did you mean');
    }
  });

  test('no tracing, and no stack of what it cannot parse', async () => {
    const answer = await ask({ query: 'query { __typename }' });
    expect(answer).toEqual({ data: { __typename: 'Query' } });
    const broken = await ask({ query: 'qwerty cop { abc }' });
    expect(broken.errors[0].extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
    expect(JSON.stringify(broken)).not.toMatch(/stacktrace|exception|tracing|node_modules/i);
  });

  test('no circular fragments', async () => {
    const query =
      'query { __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }';
    expect((await ask({ query })).errors.length).toBeGreaterThan(0);
  });
});

describe('graphql-cop finds', () => {
  test('no page for trying out queries', async () => {
    for (const path of ['/', '/graphiql', '/playground', '/console', '/graphql', '/graphiql/graphiql.js']) {
      const { status, text } = await get(path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toMatch(/graphiql\.min\.css|GraphQL Playground|GraphiQL|graphql-playground/);
    }
  });

  test.each([
    ['queries', 'query {__typename}'],
    ['mutations', 'mutation {__typename}'],
  ])('no %s by GET', async (_what, query) => {
    const { status, text } = await get(`/graphql?query=${encodeURIComponent(query)}`);
    expect([status, JSON.parse(text).data]).toEqual([405, undefined]);
  });

  test('no queries by POST that a form of another site could send', async () => {
    const query = encodeURIComponent('query {__typename}');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = [
      await raw(server, { headers: form, pieces: [`query=${query}`] }),
      await raw(server, { path: `/graphql?query=${query}`, headers: form }),
      await raw(server, { path: `/graphql?query=${query}` }),
      await raw(server, { headers: { 'content-type': 'text/plain' }, pieces: ['{"query":"{__typename}"}'] }),
    ];
    expect(sent.map(({ status }) => status)).toEqual([415, 415, 415, 415]);
  });

  test('no WebSocket that a page of another site could open, nor an event stream', async () => {
    const origin = 'https://evil.example';
    await expect(TrySocket.open(server, { origin })).rejects.toThrow('403');
    const headers = { ...json, accept: 'text/event-stream', origin };
    const stream = await raw(server, {
      path: '/graphql/stream',
      headers,
      pieces: ['{"query":"{__typename}"}'],
    });
    const posted = await raw(server, { headers: { ...json, origin }, pieces: ['{"query":"{__typename}"}'] });
    expect([stream.status, posted.status]).toEqual([403, 403]);
  });
});
