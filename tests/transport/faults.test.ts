import {
  type Answer,
  expiring,
  messagesOf,
  openStream,
  post,
  raw,
  startTryServer,
  stopServers,
  streamed,
  until,
} from './try-server';

afterEach(stopServers);

const errorsOf = ({ errors }: Answer): readonly (readonly [string, unknown])[] =>
  errors.map(({ message, extensions }) => [message, extensions.code]);

describe('the server', () => {
  test('hides what went wrong inside and logs where, under one correlation id', async () => {
    const server = await startTryServer();
    const { status, body, headers } = await post(server, { query: '{ hello crash }' });
    const correlationId = headers.get('x-correlation-id') ?? '';
    expect([status, body]).toEqual([
      200,
      {
        data: { hello: 'world', crash: null },
        errors: [
          {
            message: 'Internal error',
            locations: [{ line: 1, column: 9 }],
            path: ['crash'],
            extensions: { code: 'INTERNAL_SERVER_ERROR', correlationId },
          },
        ],
      },
    ]);
    const line = server.lines.find(({ level }) => level === 'error');
    expect(line).toMatchObject({ message: 'An operation failed', faultName: 'Error', correlationId });
    expect(line?.faultAt?.[0]).toContain('try-schema');
    expect(JSON.stringify(server.lines)).not.toContain('Lovelace');
  });

  test('hides it over SSE too', async () => {
    const server = await startTryServer();
    const { messages, text } = await streamed(server, { query: 'subscription { crashing }' });
    expect(messages.map(({ event, data }) => [event, data?.errors?.[0].message])).toEqual([
      ['next', undefined],
      ['next', 'Internal error'],
      ['complete', undefined],
    ]);
    expect(text).not.toContain('Lovelace');
  });

  test('tells errors that are made for clients, without what libraries put beside them', async () => {
    const { body } = await post(await startTryServer(), { query: '{ refused }' });
    expect(body.errors[0]).toMatchObject({
      message: 'Say who you are.',
      extensions: { code: 'UNAUTHENTICATED' },
    });
    expect(JSON.stringify(body)).not.toContain('inner');
  });

  test('says that a write may be repeated where the store is away', async () => {
    const { body } = await post(await startTryServer(), { query: '{ storeAway }' });
    expect(errorsOf(body)).toEqual([[expect.stringContaining('idempotencyKey'), 'STORE_UNAVAILABLE']]);
    expect(JSON.stringify(body)).not.toContain('Ada');
  });

  test('hides suggestions in production only', async () => {
    const query = '{ hallo }';
    const development = await post(await startTryServer(), { query });
    const production = await post(await startTryServer({ production: true }), { query });
    expect(development.body.errors[0].message).toContain('Did you mean');
    expect(production.body.errors[0].message).toBe('Cannot query field "hallo" on type "Query".');
  });

  test.each([
    ['no scheme', 'x.y.z'],
    ['another scheme', 'Basic YTpi'],
    ['an empty token', 'Bearer '],
    ['nonsense', 'Bearer x.y.z'],
    ['a token that is too long', `Bearer ${'x'.repeat(9_000)}`],
    ['two tokens', 'Bearer a, Bearer b'],
  ])('answers 401 without a reason to %s, on POST and SSE', async (_what, authorization) => {
    const server = await startTryServer();
    const headers = { authorization, 'content-type': 'application/json' };
    const pieces = [JSON.stringify({ query: '{ hello }' })];
    const byPost = await raw(server, { headers, pieces });
    const byStream = await raw(server, {
      path: '/graphql/stream',
      headers: { ...headers, accept: 'text/event-stream' },
      pieces,
    });
    for (const answer of [byPost, byStream]) {
      expect([answer.status, answer.headers['www-authenticate'], errorsOf(JSON.parse(answer.text))]).toEqual([
        401,
        'Bearer error="invalid_token"',
        [['The token is not valid. Send a current one.', 'UNAUTHENTICATED']],
      ]);
    }
  });

  test('answers 500 without a reason where the identity cannot be told', async () => {
    const server = await startTryServer({
      identify: async () => {
        throw new Error('keys of Ada Lovelace not found');
      },
    });
    const { status, body } = await post(server, { query: '{ hello }' });
    expect([status, errorsOf(body)]).toEqual([500, [['Internal error', 'INTERNAL_SERVER_ERROR']]]);
    expect(JSON.stringify(server.lines)).not.toContain('Lovelace');
  });

  test('breaks an operation off at the deadline, and tells its resolvers', async () => {
    const server = await startTryServer({ limits: { deadlineMs: 50 } });
    const { status, body } = await post(server, { query: '{ slow }' });
    expect([status, errorsOf(body)]).toEqual([
      503,
      [[expect.stringContaining('too long'), 'DEADLINE_EXCEEDED']],
    ]);
    await until(() => server.watch.aborted === 1);
    expect(server.lines.map(({ outcome }) => outcome)).toEqual(['DEADLINE_EXCEEDED']);
  });

  test('breaks a query over SSE off at the deadline', async () => {
    const server = await startTryServer({ limits: { deadlineMs: 50 } });
    const { messages } = await streamed(server, { query: '{ slow }' });
    expect(messages[0]?.data.errors[0].extensions.code).toBe('DEADLINE_EXCEEDED');
  });

  test('breaks an operation off when the client disconnects', async () => {
    const server = await startTryServer();
    const leaving = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query: '{ slow }' });
    const asked = fetch(server.url, { method: 'POST', headers, body, signal: leaving.signal });
    await until(() => server.watch.started === 1);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    await until(() => server.watch.aborted === 1 && server.lines.length === 1);
    expect(server.lines).toMatchObject([{ level: 'info', outcome: 'CLIENT_GONE' }]);
  });

  test('ends a subscription over SSE when the client disconnects, even one that waits for ever', async () => {
    const server = await startTryServer();
    const leaving = new AbortController();
    const answer = await openStream(server, { query: 'subscription { stuck }' }, {}, leaving.signal);
    expect(answer.status).toBe(200);
    await until(() => server.watch.started === 1);
    leaving.abort();
    await until(() => server.watch.aborted === 1 && server.lines.length === 1);
    expect(server.lines).toMatchObject([{ level: 'info', outcome: 'CLIENT_GONE' }]);
  });

  test('ends a subscription over SSE with an error when its token expires', async () => {
    const server = await startTryServer();
    const authorization = await expiring();
    const answer = await openStream(server, { query: 'subscription { stuck }' }, { authorization });
    const messages = messagesOf(await answer.text());
    expect(messages.map(({ data }) => data?.errors?.[0].extensions.code)).toEqual([
      undefined,
      'TOKEN_EXPIRED',
      undefined,
    ]);
  });

  test('says nothing of a client that leaves in the middle of its request', async () => {
    const server = await startTryServer();
    const socket = (await import('node:net')).connect(server.port, '127.0.0.1');
    const head =
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
    await new Promise((resolve) => socket.write(head, resolve));
    socket.destroy();
    expect((await post(server, { query: '{ hello }' })).status).toBe(200);
    expect(server.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });
});
