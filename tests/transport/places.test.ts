import type { Actor } from '../../src/domain/actor';
import {
  administrator,
  openStream,
  startTryServer,
  stopServers,
  type TryServer,
  TrySocket,
  tokenFor,
  until,
} from './try-server';

afterEach(stopServers);

const auditor: Actor = { kind: 'AUDITOR', id: 'alice' };
const payloadOf = async (actor: Actor) => ({ authorization: `Bearer ${await tokenFor(actor)}` });

const acknowledged = ({ messages }: TrySocket): boolean => messages[0]?.type === 'connection_ack';

const fill = (server: TryServer, count: number, payload?: object): Promise<readonly TrySocket[]> =>
  Promise.all(Array.from({ length: count }, () => TrySocket.ready(server, payload)));

describe('an actor', () => {
  test('has at most 10 WebSockets, and another once it closes one', async () => {
    const server = await startTryServer();
    const payload = await payloadOf(administrator);
    const sockets = await fill(server, 10, payload);
    expect(sockets.every(acknowledged)).toBe(true);
    const tooMany = await TrySocket.ready(server, payload);
    expect(await tooMany.ended()).toEqual({ code: 4429, reason: 'Too many connections' });
    expect(acknowledged(await TrySocket.ready(server, await payloadOf(auditor)))).toBe(true);
    sockets[0]?.socket.close();
    await sockets[0]?.ended();
    expect(acknowledged(await TrySocket.ready(server, payload))).toBe(true);
  });

  test('has at most so many event streams, and another once it closes one', async () => {
    const server = await startTryServer({ limits: { streamsPerActorMax: 2 } });
    const headers = await payloadOf(administrator);
    const leaving = new AbortController();
    const open = async (signal?: AbortSignal) =>
      (await openStream(server, { query: 'subscription { stuck }' }, headers, signal)).status;
    expect([await open(leaving.signal), await open(), await open()]).toEqual([200, 200, 429]);
    leaving.abort();
    await until(() => server.watch.aborted === 1);
    expect(await open()).toBe(200);
  });
});

describe('an address', () => {
  test('has as many WebSockets without a token as an actor with one', async () => {
    const server = await startTryServer({ limits: { socketsPerActorMax: 2 } });
    expect((await fill(server, 2)).every(acknowledged)).toBe(true);
    expect((await (await TrySocket.ready(server)).ended()).code).toBe(4429);
    expect(acknowledged(await TrySocket.ready(server, await payloadOf(administrator)))).toBe(true);
  });

  test('has at most 100 WebSockets that have not said whose they are', async () => {
    const server = await startTryServer();
    const sockets = await Promise.all(Array.from({ length: 100 }, () => TrySocket.open(server)));
    await expect(TrySocket.open(server)).rejects.toThrow('429');
    sockets[0]?.send({ type: 'connection_init' });
    await until(() => sockets[0]?.messages.length === 1);
    expect((await TrySocket.open(server)).socket.readyState).toBe(1);
    for (const { socket } of sockets) socket.terminate();
  });
});
