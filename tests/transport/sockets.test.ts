import {
  expiring,
  raw,
  type SocketMessage,
  startTryServer,
  stopServers,
  TrySocket,
  until,
} from './try-server';

afterEach(stopServers);

const codeOf = ({ payload }: SocketMessage): unknown => payload[0].extensions.code;

describe('a WebSocket', () => {
  test.each([
    [
      'too many aliases',
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: hello`).join(' ')} }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'too many __typename aliases',
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'too much depth',
      `{ page { nodes { ${'self { '.repeat(14)} id ${'}'.repeat(14)} } } }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'too much cost',
      '{ page(first: 100) { nodes { page(first: 100) { nodes { self { id } id } } } } }',
      'LIMIT_EXCEEDED',
    ],
    ['too many tokens', `{ ${'hello '.repeat(2_001)} }`, 'GRAPHQL_PARSE_FAILED'],
    ['two mutations', 'mutation { ping pong }', 'LIMIT_EXCEEDED'],
    ['an unknown field', '{ goodbye }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing variable', 'query ($input: Echo!) { echo(input: $input) }', 'BAD_USER_INPUT'],
    ['two operations', 'query a { hello } query b { hello }', 'OPERATION_RESOLUTION_FAILURE'],
  ])('refuses %s and goes on', async (_what, query, code) => {
    const socket = await TrySocket.ready(await startTryServer());
    socket.subscribe('bad', query);
    const [refused] = await socket.answered('bad');
    expect([refused.type, codeOf(refused)]).toEqual(['error', code]);
    socket.subscribe('good', '{ hello }');
    expect((await socket.answered('good'))[0].payload).toEqual({ data: { hello: 'world' } });
  });

  test('refuses a bad variable without repeating it', async () => {
    const socket = await TrySocket.ready(await startTryServer());
    const query = 'query ($input: Echo!) { echo(input: $input) }';
    socket.subscribe('1', query, { variables: { input: { text: { name: 'Lovelace' } } } });
    expect(JSON.stringify(await socket.answered('1'))).not.toContain('Lovelace');
  });

  test('has at most 20 operations under way, and takes another once one is complete', async () => {
    const server = await startTryServer();
    const socket = await TrySocket.ready(server);
    for (let id = 1; id <= 21; id += 1) socket.subscribe(String(id), 'subscription { stuck }');
    expect(codeOf((await socket.answered('21'))[0])).toBe('LIMIT_EXCEEDED');
    await until(() => server.watch.started === 20);
    socket.send({ id: '1', type: 'complete' });
    await until(() => server.watch.aborted === 1);
    socket.subscribe('22', '{ hello }');
    expect((await socket.answered('22'))[0].payload).toEqual({ data: { hello: 'world' } });
  });

  test('breaks off what it has under way when it closes, even what waits for ever', async () => {
    const server = await startTryServer();
    const socket = await TrySocket.ready(server);
    socket.subscribe('1', 'subscription { stuck }');
    socket.subscribe('2', '{ slow }');
    await until(() => socket.of('1').length === 1 && server.watch.started === 2);
    socket.socket.terminate();
    await until(() => server.watch.aborted === 2);
    await until(() => server.lines.filter(({ outcome }) => outcome === 'CLIENT_GONE').length === 2);
    expect(server.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test.each([
    ['a token that will not do', { authorization: 'Bearer x.y.z' }],
    ['a token that is no text', { authorization: { token: 'x' } }],
    ['another scheme', { authorization: 'Basic YTpi' }],
  ])('is closed with 4403 for %s', async (_what, payload) => {
    const socket = await TrySocket.open(await startTryServer());
    socket.send({ type: 'connection_init', payload });
    expect(await socket.ended()).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  test('is closed with 4403 when its token expires, its subscriptions with it', async () => {
    const server = await startTryServer();
    const authorization = await expiring();
    const socket = await TrySocket.ready(server, { authorization });
    socket.subscribe('1', 'subscription { stuck }');
    expect(await socket.ended()).toEqual({ code: 4403, reason: 'Token expired' });
    await until(() => server.watch.aborted === 1);
    expect(server.lines.at(-1)).toMatchObject({ outcome: 'TOKEN_EXPIRED' });
  });

  test('is closed with 4500 and no word more where the identity cannot be told', async () => {
    const server = await startTryServer({
      identify: async () => {
        throw new Error('keys of Ada Lovelace not found');
      },
    });
    const socket = await TrySocket.open(server);
    socket.send({ type: 'connection_init' });
    expect(await socket.ended()).toEqual({ code: 4500, reason: 'Internal error' });
    expect(JSON.stringify(server.lines)).not.toContain('Lovelace');
  });

  test.each([
    ['no JSON', 'hello', 4400],
    ['an unknown type', { type: 'start' }, 4400],
    [
      'an operation before it is acknowledged',
      { id: '1', type: 'subscribe', payload: { query: '{ hello }' } },
      4401,
    ],
    ['a message that is too long', `{"type":"ping","payload":{"x":"${'x'.repeat(65_536)}"}}`, 1009],
  ])('is closed for %s', async (_what, message, code) => {
    const socket = await TrySocket.open(await startTryServer());
    socket.send(message);
    expect((await socket.ended()).code).toBe(code);
  });

  test('is closed with 4408 where it does not say who it is for 3 seconds', async () => {
    const startedAt = performance.now();
    const socket = await TrySocket.open(await startTryServer());
    expect((await socket.ended()).code).toBe(4408);
    expect(performance.now() - startedAt).toBeGreaterThan(2_900);
  });

  test('is not opened by a page of another site', async () => {
    const server = await startTryServer();
    await expect(TrySocket.open(server, { origin: 'https://evil.example' })).rejects.toThrow('403');
    await expect(TrySocket.open(server, { origin: 'null' })).rejects.toThrow('403');
  });

  test('is opened by a page of the same site and of a listed one', async () => {
    const server = await startTryServer();
    for (const origin of [server.address(''), 'https://crm.example']) {
      const socket = await TrySocket.open(server, { origin });
      expect(socket.socket.readyState).toBe(1);
    }
  });

  test('is closed for another protocol', async () => {
    const server = await startTryServer();
    await expect(TrySocket.open(server, { protocol: 'graphql-ws' })).rejects.toThrow();
    const answer = await raw(server, { method: 'GET', path: '/graphql' });
    expect(answer.status).toBe(405);
  });

  test('masks errors of operations and of the source of a subscription', async () => {
    const server = await startTryServer();
    const socket = await TrySocket.ready(server);
    socket.subscribe('crash', '{ crash }');
    socket.subscribe('stream', 'subscription { crashing }');
    socket.subscribe('refused', 'subscription { refusedStream }');
    const [crashed] = await socket.answered('crash');
    expect(crashed.payload.errors[0].message).toBe('Internal error');
    const [first, second, third] = await socket.answered('stream');
    expect([first.payload.data, second?.payload.errors[0].message, third?.type]).toEqual([
      { crashing: 1 },
      'Internal error',
      'complete',
    ]);
    const [refused] = await socket.answered('refused');
    expect(refused.payload.errors[0]).toMatchObject({
      message: 'Not for you.',
      extensions: { code: 'FORBIDDEN' },
    });
    expect(JSON.stringify([socket.messages, server.lines])).not.toContain('Lovelace');
  });

  test('breaks a query off at the deadline', async () => {
    const server = await startTryServer({ limits: { deadlineMs: 50 } });
    const socket = await TrySocket.ready(server);
    socket.subscribe('1', '{ slow }');
    expect((await socket.answered('1'))[0].payload.errors[0].extensions.code).toBe('DEADLINE_EXCEEDED');
    await until(() => server.watch.aborted === 1);
  });
});
