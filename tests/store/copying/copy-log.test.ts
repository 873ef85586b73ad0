import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareLogs } from '../../../src/store/copying/compare-logs';
import { copyLog } from '../../../src/store/copying/copy-log';
import { contentOfLog } from '../../../src/store/copying/log-content';
import { POSITION_FIELDS } from '../../../src/store/copying/named-positions';
import { PositionMap } from '../../../src/store/copying/position-map';
import { PositionPairs } from '../../../src/store/copying/position-pairs';
import type { EventStore, StoredEvent } from '../../../src/store/event-store';
import { openMemoryEventStore } from '../../../src/store/memory/memory-event-store';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { temporaryFolders } from '../sqlite/temporary-folder';
import { recordCommands } from './recorded-log';

const COMMANDS = 1_500;
const newFolder = temporaryFolders();
const openSqlite = () => openSqliteEventStore({ path: join(newFolder(), 'log.db') });
const sparse = () => openMemoryEventStore({ positionStep: 10 });
const dense = () => openMemoryEventStore();

const all = async (store: EventStore): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for (let page = await store.readAll({ after: 0 }); ; page = await store.readAll({ after: page.position })) {
    events.push(...page.events);
    if (page.caughtUp) return events;
  }
};

const copyAll = async (from: EventStore, to: EventStore, isDense: boolean, until?: number): Promise<number> =>
  copyLog({ from, to, dense: isDense, until: until ?? (await from.head()) });

/** The same event as the target should hold it, given the positions there. */
const movedBy = (pairs: ReadonlyMap<number, number>) => (event: StoredEvent) => ({
  ...event,
  position: pairs.get(event.position),
  data:
    event.type === 'CommandFoundSatisfied'
      ? { ...event.data, position: event.data.position === 0 ? 0 : pairs.get(Number(event.data.position)) }
      : event.data,
});

const expectCopied = async (from: EventStore, to: EventStore): Promise<void> => {
  const [origins, targets] = [await all(from), await all(to)];
  const pairs = new Map(origins.map(({ position }, index) => [position, targets[index]?.position ?? -1]));
  expect(targets).toEqual(origins.map(movedBy(pairs)));
};

describe('a copy of a log', () => {
  test.each([
    ['a dense one to one with gaps', dense, sparse, false],
    ['one with gaps to a dense one', sparse, dense, true],
    ['one with gaps to SQLite', sparse, openSqlite, true],
    ['SQLite to one with gaps', openSqlite, sparse, false],
  ])(
    'of %s has every event as it was, and every position mapped',
    async (_what, open, openTarget, isDense) => {
      const [from, to] = [await open(), await openTarget()];
      await recordCommands(from, COMMANDS);
      const copied = await copyAll(from, to, isDense);
      expect(copied).toBe((await all(from)).length);
      await expectCopied(from, to);
      const until = await from.head();
      const content = await compareLogs({ from, until, to });
      expect(content).toEqual({ ...(await contentOfLog(from, until)), head: await to.head() });
      await Promise.all([from.close(), to.close()]);
    },
  );

  test('goes on where an earlier one ended, wherever that was, and with what came since', async () => {
    const [from, to] = [sparse(), sparse()];
    await recordCommands(from, 40);
    const positions = (await all(from)).map(({ position }) => position);
    for (const position of positions) await copyAll(from, to, false, position);
    expect(await copyAll(from, to, false)).toBe(0);
    await recordCommands(from, 20, 40);
    await copyAll(from, to, false);
    await expectCopied(from, to);
  });

  test('stops behind a page when it is told to', async () => {
    const [from, to] = [dense(), dense()];
    await recordCommands(from, COMMANDS);
    const stopping = new AbortController();
    const until = await from.head();
    const onProgress = () => stopping.abort();
    await expect(
      copyLog({ from, to, dense: true, until, onProgress, signal: stopping.signal }),
    ).rejects.toThrow(/abort/);
    expect(await to.head()).toBe(1_000);
  });

  test('refuses a target that holds another log', async () => {
    const [from, to] = [dense(), dense()];
    await recordCommands(from, 10);
    await recordCommands(to, 10, 5);
    await expect(copyAll(from, to, true)).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('notices that something else writes to the target', async () => {
    const [from, to] = [dense(), openMemoryEventStore({ clock: () => 0 })];
    await recordCommands(from, 10);
    const disturbed: EventStore = {
      ...to,
      copyIn: async (events) => {
        await recordCommands(to, 1, 99);
        return to.copyIn(events);
      },
    };
    await expect(copyAll(from, disturbed, true)).rejects.toThrow(/something else writes to the target/);
  });
});

describe('a comparison of two logs', () => {
  const copied = async () => {
    const [from, to] = [dense(), dense()];
    await recordCommands(from, 30);
    await copyAll(from, to, true);
    return { from, to, until: await from.head() };
  };

  test('finds an event that is missing at the end, and one too many', async () => {
    const { from, to, until } = await copied();
    const { events } = await from.readAll({ after: 0 });
    const shorter = dense();
    await shorter.copyIn(events.slice(0, -1));
    await expect(compareLogs({ from, until, to: shorter })).rejects.toThrow(/the target ends before it/);
    await recordCommands(to, 1, 99);
    await expect(compareLogs({ from, until, to })).rejects.toThrow(/the target holds more/);
  });

  test.each([
    ['data', { data: { number: 1 } }],
    ['personal data', { personal: { 'subject-1': { title: 'other' } } }],
    ['metadata', { metadata: {} }],
    ['a time', { recordedAt: '2099-01-01T00:00:00.000Z' }],
    ['a command', { commandId: '00000000-0000-5000-8000-000000000000' }],
    ['an id', { eventId: '00000000-0000-5000-8000-000000000000' }],
    ['a version', { version: 2 }],
    ['a type', { type: 'ContactRegistered' }],
  ])('finds %s that is another', async (_what, change) => {
    const { from, until } = await copied();
    const { events } = await from.readAll({ after: 0 });
    const to = dense();
    await to.copyIn([...events.slice(0, -1), { ...(events.at(-1) as StoredEvent), ...change }]);
    await expect(compareLogs({ from, until, to })).rejects.toThrow(/the logs differ at event/);
  });

  test('finds an event that names another position', async () => {
    const { from, until } = await copied();
    const { events } = await from.readAll({ after: 0 });
    const to = dense();
    await to.copyIn(
      events.map((event) =>
        POSITION_FIELDS.has(event.type) ? { ...event, data: { ...event.data, position: 2 } } : event,
      ),
    );
    await expect(compareLogs({ from, until, to })).rejects.toThrow(/names another position/);
  });
});

test('the digest of a log does not depend on the order of properties', async () => {
  const [one, other] = [dense(), dense()];
  await recordCommands(one, 10);
  const turned = (value: unknown): never =>
    (typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([name, inner]) => [name, turned(inner)]),
        )) as never;
  const { events } = await one.readAll({ after: 0 });
  await other.copyIn(
    events.map((event) => ({ ...event, data: turned(event.data), metadata: turned(event.metadata) })),
  );
  const head = await one.head();
  expect(await contentOfLog(other, head)).toEqual(await contentOfLog(one, head));
});

test('positions are remembered up to a bound', () => {
  const pairs = new PositionPairs(3);
  for (const origin of [10, 20, 30, 40]) pairs.add(origin, origin / 10);
  expect([10, 20, 30, 40, 35, 50].map((origin) => pairs.targetOf(origin))).toEqual([
    undefined,
    2,
    3,
    4,
    undefined,
    undefined,
  ]);
});

test('a position that is not remembered any more is looked up in both logs', async () => {
  const [from, to] = [sparse(), dense()];
  await recordCommands(from, 400);
  await copyAll(from, to, true);
  const map = new PositionMap(from, to, 2);
  const [origins, targets] = [await all(from), await all(to)];
  for (const [index, { position }] of origins.entries()) map.note(position, targets[index]?.position ?? -1);
  const found = await Promise.all(origins.map(({ position }) => map.targetOf(position)));
  expect(found).toEqual(targets.map(({ position }) => position));
  expect([await map.targetOf(0), await map.targetOf(15)]).toEqual([0, undefined]);
});

test('every event whose data names a position of the log is known', () => {
  const folder = join(__dirname, '../../../events/schemas');
  const naming = readdirSync(folder)
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
    .filter(({ properties }) => /"[^"]*position[^"]*":\{/i.test(JSON.stringify(properties?.data ?? {})))
    .map(({ properties }) => properties.type.const as string);
  expect(naming).toEqual([...POSITION_FIELDS.keys()]);
});
