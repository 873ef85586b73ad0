import { connect, type Socket } from 'node:net';
import { messagesOf, startTryServer, stopServers, type TryServer, TrySocket, until } from './try-server';

afterEach(stopServers);

const HOUR_MS = 3_600_000;
const limits = { slowReaderMs: 200 };
const dropped = ({ lines }: TryServer) => lines.some(({ outcome }) => outcome === 'SLOW_READER');
const placeOf = (position: unknown): number => Number(/^store:(\d+)$/.exec(String(position))?.[1]);

/** An event stream on a bare socket, which reads only when told to. */
const openSlowStream = (server: TryServer): { socket: Socket; text: () => string } => {
  const body = JSON.stringify({ query: 'subscription { flood }' });
  const socket = connect(server.port, '127.0.0.1');
  let text = '';
  socket.on('data', (piece) => {
    text += piece;
  });
  socket.pause();
  socket.write(
    `POST /graphql/stream HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body}`,
  );
  return { socket, text: () => text };
};

/** The messages of a chunked body: sizes of chunks stand on lines of their own. */
const unchunked = (text: string): string => text.replace(/\r\n[0-9a-f]+\r\n/g, '');

describe('a slow reader', () => {
  test('of a WebSocket is dropped, and told where each subscription goes on', async () => {
    const server = await startTryServer({ limits });
    const socket = await TrySocket.ready(server);
    socket.socket.pause();
    socket.subscribe('1', 'subscription { flood }');
    await until(() => dropped(server));
    socket.socket.resume();
    const { code, reason } = await socket.ended();
    const messages = socket.of('1');
    const received = messages.filter(({ payload }) => payload?.data !== undefined).length;
    const last = messages.find(({ payload }) => payload?.errors !== undefined);
    const { code: why, resumeAfter } = last?.payload.errors[0].extensions ?? {};
    expect([code, reason, why]).toEqual([1013, `Slow reader; resume after ${resumeAfter}`, 'SLOW_READER']);
    expect([received, received - 1]).toContain(placeOf(resumeAfter));
    expect(server.watch.started).toBeLessThan(1_000);
  });

  test('that never reads again is let go, and nothing goes on for it', async () => {
    const server = await startTryServer({ limits });
    const socket = await TrySocket.ready(server);
    socket.socket.pause();
    socket.subscribe('1', 'subscription { flood }');
    await until(() => dropped(server));
    await server.close(0);
    expect(server.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('of an event stream is dropped, and told where to go on', async () => {
    const server = await startTryServer({ limits });
    const { socket, text } = openSlowStream(server);
    await until(() => dropped(server));
    socket.resume();
    await until(() => text().includes('event: complete'));
    socket.destroy();
    const errorAt = text().lastIndexOf('data: {"errors"');
    const received = text().match(/event: next\ndata: \{"data"/g)?.length ?? 0;
    const [last] = messagesOf(unchunked(`event: next\n${text().slice(errorAt)}`));
    const { code, resumeAfter } = last.data.errors[0].extensions;
    expect(code).toBe('SLOW_READER');
    expect([received, received - 1]).toContain(placeOf(resumeAfter));
  });

  test('is one that reads nothing, not one that reads late', async () => {
    const server = await startTryServer({ limits: { slowReaderMs: 2_000 } });
    const socket = await TrySocket.ready(server);
    socket.socket.pause();
    socket.subscribe('1', 'subscription { flood }');
    let before = -1;
    while (before !== server.watch.started) {
      before = server.watch.started;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    socket.socket.resume();
    await until(() => server.watch.started > before + 20);
    expect(dropped(server)).toBe(false);
    socket.socket.terminate();
  });

  test('of an answer over HTTP gives up its connection', async () => {
    const server = await startTryServer({ limits });
    const socket = connect(server.port, '127.0.0.1');
    const body = JSON.stringify({ query: `{ ${'a b c d e f g h i j k l'.replace(/\w/g, '$&: large')} }` });
    socket.pause();
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await until(() => server.lines.length === 1);
    // Nothing but the end of that connection ends the wait.
    await expect(server.close(HOUR_MS)).resolves.toBeUndefined();
    socket.destroy();
  });
});
