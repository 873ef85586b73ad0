import { once } from 'node:events';
import WebSocket from 'ws';
import { SOCKET_PING_MS } from '../../src/graphql/transport/bounds';
import { startTryServer, stopServers, TrySocket, until } from './try-server';

beforeAll(() =>
  jest.useFakeTimers({
    doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setTimeout'],
  }),
);
afterAll(() => jest.useRealTimers());
afterEach(stopServers);

/** A client that never answers whether it is there. */
const openDeaf = async (url: string): Promise<WebSocket> => {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { autoPong: false });
  socket.on('error', () => undefined);
  await once(socket, 'open');
  return socket;
};

test('a WebSocket that does not answer a ping by the next is dropped, one that does stays', async () => {
  const server = await startTryServer({ limits: { socketInitMs: 60_000 } });
  const hearing = await TrySocket.ready(server);
  const deaf = await openDeaf(server.url);
  for (const id of ['1', '2', '3']) {
    const asked = once(hearing.socket, 'ping');
    jest.advanceTimersByTime(SOCKET_PING_MS);
    await asked;
    // Its pong went before this question.
    hearing.subscribe(id, '{ hello }');
    expect((await hearing.answered(id))[0].payload).toEqual({ data: { hello: 'world' } });
    if (id === '1') expect(deaf.readyState).toBe(WebSocket.OPEN);
    else await until(() => deaf.readyState === WebSocket.CLOSED);
  }
});
