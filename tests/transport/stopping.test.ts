import { messagesOf, openStream, post, startTryServer, stopServers, TrySocket, until } from './try-server';

afterEach(stopServers);

const readyz = async (address: string): Promise<[number, unknown]> => {
  const answer = await fetch(address);
  return [answer.status, await answer.json()];
};

describe('a stop', () => {
  test('finishes what runs over HTTP, and takes no more', async () => {
    const server = await startTryServer();
    const held = post(server, { query: '{ held }' });
    await until(() => server.watch.started === 1);
    const closed = server.close(5_000);
    await expect(fetch(server.address('/livez'))).rejects.toThrow();
    server.watch.release();
    expect((await held).body).toEqual({ data: { held: 'finished' } });
    await closed;
  });

  test('hands over a large answer whole', async () => {
    const server = await startTryServer();
    const large = post(server, { query: '{ held large }' });
    await until(() => server.watch.started === 1);
    const closed = server.close(5_000);
    server.watch.release();
    expect((await large).body.data.large).toHaveLength(2_000_000);
    await closed;
  });

  test('finishes a query over WebSocket, then closes the connection with 1001', async () => {
    const server = await startTryServer();
    const socket = await TrySocket.ready(server);
    socket.subscribe('1', '{ held }');
    socket.subscribe('2', 'subscription { stuck }');

    await until(() => server.watch.started === 2);
    const closed = server.close(5_000);
    socket.subscribe('3', '{ hello }');

    expect((await socket.answered('3'))[0].payload[0].extensions.code).toBe('SERVER_STOPPING');
    server.watch.release();
    expect((await socket.answered('1'))[0].payload).toEqual({ data: { held: 'finished' } });
    await closed;
    expect(await socket.ended()).toEqual({ code: 1001, reason: 'Going away' });
    expect(server.watch.aborted).toBe(1);
  });

  test('ends a subscription over SSE without saying that it is complete', async () => {
    const server = await startTryServer();
    const answer = await openStream(server, { query: 'subscription { stuck }' });
    await until(() => server.watch.started === 1);
    await server.close(5_000);
    expect(messagesOf(await answer.text())).toEqual([{ event: 'next', data: { data: { stuck: 1 } } }]);
    expect(server.watch.aborted).toBe(1);
  });

  test('breaks off what is not finished when the grace is over', async () => {
    const server = await startTryServer();
    const slow = post(server, { query: '{ slow }' });
    await until(() => server.watch.started === 1);
    await server.close(20);
    const { status, body } = await slow;
    expect([status, body.errors[0].extensions.code]).toEqual([503, 'SERVER_STOPPING']);
    expect(server.watch.aborted).toBe(1);
  });

  test('does not wait for a resolver that never answers', async () => {
    const server = await startTryServer();
    const held = post(server, { query: '{ held }' });
    await until(() => server.watch.started === 1);
    await server.close(20);
    expect((await held).status).toBe(503);
  });
});

describe('the probes', () => {
  test('say alive and ready', async () => {
    const server = await startTryServer();
    expect(await readyz(server.address('/livez'))).toEqual([200, { status: 'alive' }]);
    expect(await readyz(server.address('/readyz'))).toEqual([200, { status: 'ready' }]);
  });

  test('say why the server is not ready', async () => {
    const server = await startTryServer();
    server.readiness = { ready: false, why: 'the read model contact-list has stopped' };
    expect(await readyz(server.address('/readyz'))).toEqual([
      503,
      { status: 'not ready', why: 'the read model contact-list has stopped' },
    ]);
    expect((await readyz(server.address('/livez')))[0]).toBe(200);
  });
});
