import { manyPages, type Pages, pageSchema, type Told } from './page-schema';
import {
  expiring,
  startTryServer,
  stopServers,
  streamed,
  type TryServer,
  TrySocket,
  until,
} from './try-server';

afterEach(stopServers);

const newPages = (): Pages => ({ taken: 0, ended: 0 });
const dropped = ({ lines }: TryServer) => lines.some(({ outcome }) => outcome === 'SLOW_READER');
const QUERY = 'subscription { pages { place text } }';
const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);
const placesIn = (answers: readonly { readonly data?: unknown }[]): readonly number[] =>
  answers.map(({ data }) => (data as { pages: Told }).pages.place);

describe('a subscription that many have', () => {
  // Lengths on both sides of what a frame's head says in one, three and nine bytes.
  test.each([1, 40, 60, 70, 80, 125, 126, 65_400, 65_500, 65_536, 70_000])(
    'gets each event once and in order, whatever its id, where events are %i bytes long',
    async (bytes) => {
      const server = await startTryServer({ schema: pageSchema(manyPages(3, 4, bytes), newPages()) });
      const socket = await TrySocket.ready(server);
      const ids = ['1', '1', '"quoted" \\ ☃', 'x'.repeat(100)].map((id, number) => `${id}${number % 2}`);
      for (const id of ids) socket.subscribe(id, QUERY);
      for (const id of ids) {
        const messages = await socket.answered(id);
        expect(placesIn(messages.slice(0, -1).map(({ payload }) => payload))).toEqual(upTo(12));
        expect((messages[0].payload.data.pages as Told).text).toHaveLength(bytes);
        expect(messages.at(-1)?.type).toBe('complete');
      }
    },
  );

  test('is told what it has asked for, though others with the same id ask for something else', async () => {
    const server = await startTryServer({ schema: pageSchema(manyPages(2, 3, 5), newPages()) });
    const asked = ['place', 'place text', 'told: place', 'place', 'text place'];
    const sockets = await Promise.all(asked.map(() => TrySocket.ready(server)));
    for (const [number, socket] of sockets.entries())
      socket.subscribe('1', `subscription { pages { ${asked[number]} } }`);
    const told = await Promise.all(
      sockets.map(async (socket) => (await socket.answered('1'))[0].payload.data.pages),
    );
    expect(told).toEqual([
      { place: 1 },
      { place: 1, text: 'xxxxx' },
      { told: 1 },
      { place: 1 },
      { text: 'xxxxx', place: 1 },
    ]);
  });

  test('gets the same over an event stream', async () => {
    const server = await startTryServer({ schema: pageSchema(manyPages(3, 4, 50), newPages()) });
    const { messages } = await streamed(server, { query: QUERY });
    expect(placesIn(messages.slice(0, -1).map(({ data }) => data))).toEqual(upTo(12));
    expect(messages.at(-1)?.event).toBe('complete');
  });

  test.each(['websocket', 'sse'])(
    'is told of an answer that broke as somebody who is alone, and goes on (%s)',
    async (transport) => {
      const [events = []] = manyPages(1, 3, 5);
      const page = events.map(({ broken, ...event }) => (event.place === 2 ? event : { ...event, broken }));
      const server = await startTryServer({ schema: pageSchema([page, page], newPages()) });
      const query = 'subscription { pages { place broken } }';
      const socket = await TrySocket.ready(server);
      socket.subscribe('1', query);
      const answers =
        transport === 'sse'
          ? (await streamed(server, { query })).messages.map(({ data }) => data)
          : (await socket.answered('1')).map(({ payload }) => payload);
      const kinds = answers
        .slice(0, -1)
        .map(({ data, errors }) => (data === null ? errors[0].message : 'told'));
      expect(kinds).toEqual(['told', 'Internal error', 'told', 'told', 'Internal error', 'told']);
    },
  );

  test('that is completed is over: nothing more is sent, and its source has ended', async () => {
    const watch = newPages();
    const server = await startTryServer({ schema: pageSchema(manyPages(1, 2, 5), watch, false) });
    const socket = await TrySocket.ready(server);
    socket.subscribe('1', QUERY);
    await until(() => socket.of('1').length === 2);
    socket.send({ id: '1', type: 'complete' });
    await until(() => watch.ended > 0);
    socket.subscribe('2', '{ hello }');
    await socket.answered('2');
    expect(socket.of('1')).toHaveLength(2);
    expect(server.lines.map(({ outcome }) => outcome)).toContain('CLIENT_GONE');
  });

  test('rests while its reader does, and a reader that takes nothing is dropped and told where to go on', async () => {
    const [watch, size] = [newPages(), 4];
    const schema = pageSchema(manyPages(500, size, 100_000), watch);
    const server = await startTryServer({ schema, limits: { slowReaderMs: 200 } });
    const socket = await TrySocket.ready(server);
    socket.socket.pause();
    socket.subscribe('1', QUERY);
    await until(() => dropped(server));
    expect(watch.taken).toBeLessThan(100);
    socket.socket.resume();
    const { code, reason } = await socket.ended();
    const messages = socket.of('1');
    const received = messages.filter(({ payload }) => payload?.data !== undefined).length;
    const last = messages.find(({ payload }) => payload?.errors !== undefined);
    const resumeAfter = String(last?.payload.errors[0].extensions.resumeAfter);
    expect([code, reason]).toEqual([1013, `Slow reader; resume after ${resumeAfter}`]);
    const place = Number(resumeAfter.replace('store:', ''));
    // Nothing is left out behind it; of the page that was on its way, all or nothing has arrived.
    expect([received, received - size]).toContain(place);
  });

  test('is told where to go on when its token expires', async () => {
    const watch = newPages();
    const server = await startTryServer({ schema: pageSchema(manyPages(2, 2, 5), watch, false) });
    const { messages } = await streamed(server, { query: QUERY }, { authorization: await expiring() });
    const { code, resumeAfter } = messages.at(-2)?.data.errors[0].extensions ?? {};
    expect([code, resumeAfter]).toEqual(['TOKEN_EXPIRED', 'store:4']);
    expect(watch.ended).toBeGreaterThan(0);
  });
});
