import {
  administrator,
  openStream,
  post,
  startTryServer,
  stopServers,
  streamed,
  TrySocket,
  tokenFor,
  until,
} from './try-server';

afterEach(stopServers);

const UUID = /^[0-9a-f-]{36}$/;
const GIVEN_UUID = '0190a6c2-0000-7000-8000-000000000001';

describe('the server', () => {
  test('answers a query over HTTP', async () => {
    const server = await startTryServer();
    const { status, body } = await post(server, { query: '{ hello }' });
    expect({ status, body }).toEqual({ status: 200, body: { data: { hello: 'world' } } });
  });

  test('answers a query over WebSocket and SSE like over HTTP', async () => {
    const server = await startTryServer();
    const socket = await TrySocket.ready(server);
    socket.subscribe('1', '{ hello }');
    expect(await socket.answered('1')).toEqual([
      { id: '1', type: 'next', payload: { data: { hello: 'world' } } },
      { id: '1', type: 'complete' },
    ]);
    expect((await streamed(server, { query: '{ hello }' })).messages).toEqual([
      { event: 'next', data: { data: { hello: 'world' } } },
      { event: 'complete', data: null },
    ]);
  });

  test('streams a subscription over WebSocket to its end', async () => {
    const server = await startTryServer();
    const socket = await TrySocket.ready(server);
    socket.subscribe('1', 'subscription { ticks(count: 3) }');
    const messages = await socket.answered('1');
    expect(messages.map(({ payload }) => payload?.data.ticks)).toEqual([1, 2, 3, undefined]);
    expect(server.watch.ended).toBe(1);
  });

  test('streams a subscription over SSE to its end', async () => {
    const server = await startTryServer();
    const { messages } = await streamed(server, { query: 'subscription { ticks(count: 200) }' });
    expect(messages.filter(({ event }) => event === 'next').map(({ data }) => data.data.ticks)).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
    expect(messages.at(-1)?.event).toBe('complete');
  });

  test('knows the actor on every transport', async () => {
    const server = await startTryServer();
    const authorization = `Bearer ${await tokenFor(administrator)}`;
    const query = '{ who }';
    const who = { who: 'ADMINISTRATOR' };
    expect((await post(server, { query }, { authorization })).body.data).toEqual(who);
    expect((await streamed(server, { query }, { authorization })).messages[0]?.data.data).toEqual(who);
    const socket = await TrySocket.ready(server, { authorization });
    socket.subscribe('1', query);
    expect((await socket.answered('1'))[0].payload.data).toEqual(who);
  });

  test('takes the token of a WebSocket from the header where there are no parameters', async () => {
    const server = await startTryServer();
    const socket = await TrySocket.open(server, { authorization: `Bearer ${await tokenFor(administrator)}` });
    socket.send({ type: 'connection_init' });
    await until(() => socket.messages.length > 0);
    socket.subscribe('1', '{ who }');
    expect((await socket.answered('1'))[0].payload.data).toEqual({ who: 'ADMINISTRATOR' });
  });

  test("answers the caller's correlation id, and a new one for anything but a UUID", async () => {
    const server = await startTryServer();
    const given = await post(server, { query: '{ correlation }' }, { 'x-correlation-id': GIVEN_UUID });
    expect(given.headers.get('x-correlation-id')).toBe(GIVEN_UUID);
    expect(given.body.data.correlation).toBe(GIVEN_UUID);
    const other = await post(server, { query: '{ correlation }' }, { 'x-correlation-id': 'ada lovelace' });
    expect(other.headers.get('x-correlation-id')).toMatch(UUID);
    expect(other.body.data.correlation).toBe(other.headers.get('x-correlation-id'));
  });

  test('adds what the operation says to the extensions of its answer on every transport', async () => {
    const server = await startTryServer({
      extensionsOf: ({ correlationId }) => ({ position: correlationId.length }),
    });
    const query = '{ hello }';
    expect((await post(server, { query })).body.extensions).toEqual({ position: 36 });
    expect((await streamed(server, { query })).messages[0]?.data.extensions).toEqual({ position: 36 });
    const socket = await TrySocket.ready(server);
    socket.subscribe('1', query);
    expect((await socket.answered('1'))[0].payload.extensions).toEqual({ position: 36 });
  });

  test('logs one line an operation, with codes and ids but nothing of what was asked', async () => {
    const server = await startTryServer();
    const authorization = `Bearer ${await tokenFor(administrator)}`;
    const query = 'query Greeting($input: Echo!) { echo(input: $input) }';
    await post(server, { query, variables: { input: { text: 'Ada Lovelace' } } }, { authorization });
    const socket = await TrySocket.ready(server, { authorization });
    socket.subscribe('1', '{ refused }');
    await socket.answered('1');
    expect(server.lines).toEqual([
      {
        level: 'info',
        message: 'Operation',
        correlationId: expect.stringMatching(UUID),
        transport: 'http',
        operationType: 'query',
        operationName: 'Greeting',
        actorKind: 'ADMINISTRATOR',
        actorId: 'alice',
        durationMs: expect.any(Number),
        outcome: 'OK',
      },
      expect.objectContaining({ transport: 'websocket', outcome: 'UNAUTHENTICATED' }),
    ]);
    expect(JSON.stringify(server.lines)).not.toContain('Lovelace');
  });

  test('lets the source of a slow reader of an event stream rest', async () => {
    const server = await startTryServer();
    const leaving = new AbortController();
    const answer = await openStream(server, { query: 'subscription { flood }' }, {}, leaving.signal);
    expect(answer.status).toBe(200);
    let before = -1;
    for (let same = 0; same < 50; same = before === server.watch.started ? same + 1 : 0) {
      before = server.watch.started;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(server.watch.started).toBeLessThan(500);
    leaving.abort();
  });
});
