import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, requireVersion, SQLITE_VERSION_MIN } from '../../../src/store/sqlite/database';
import { APPENDS_PER_COMMIT_MAX, APPENDS_WAITING_MAX } from '../../../src/store/sqlite/group-commit';
import { PAGE_BYTES } from '../../../src/store/sqlite/schema';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { newStream, request } from '../contract/fixtures';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();
const newPath = () => join(newFolder(), 'log.db');

/** A store that counts its commits. */
const openCounting = async (path = newPath()) => {
  let commits = 0;
  const store = await openSqliteEventStore({
    path,
    io: {
      commit: (database) => {
        commits += 1;
        expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
        expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
        database.exec('COMMIT');
      },
    },
  });
  return { store, commits: () => commits };
};

describe('openDatabase', () => {
  test('makes a commit wait for the disk where durability is full, and not where it is off', () => {
    for (const [durability, synchronous] of [['full', 2] as const, ['off', 0] as const]) {
      const database = openDatabase(newPath(), { durability });
      expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous });
      database.close();
    }
  });

  test('refuses a SQLite that may lose committed data', () => {
    expect(() => requireVersion('3.45.1')).toThrow('expected SQLite 3.51.3 or newer, got 3.45.1');
    expect(() => requireVersion('3.51.2')).toThrow(SQLITE_VERSION_MIN);
    for (const version of ['3.51.3', '3.53.0', '4.0.0']) expect(requireVersion(version)).toBeUndefined();
  });

  test('names the path of what it cannot open', () => {
    const missing = join(newFolder(), 'no-such-folder', 'log.db');
    expect(() => openDatabase(missing, { durability: 'full' })).toThrow(missing);
  });
});

describe('the event store in SQLite', () => {
  test('writes with a write-ahead log and waits for the disk at each commit', async () => {
    const { store, commits } = await openCounting();
    await store.append(request(newStream(), 'none'));
    expect(commits()).toBe(1);
    await store.close();
  });

  test('lets appends that come together share one commit, each with its own answer', async () => {
    const { store, commits } = await openCounting();
    const stream = newStream();
    await store.append(request(stream, 'none'));
    const answers = await Promise.all([
      store.append(request(newStream(), 'none')),
      store.append(request(stream, 'none')),
      store.append(request(stream, 0, 2)),
      store.append(request(stream, 2)),
    ]);
    expect(answers).toMatchObject([
      { outcome: 'appended', revision: 0 },
      { outcome: 'conflict', expected: 'none', actual: 0 },
      { outcome: 'appended', revision: 2 },
      { outcome: 'appended', revision: 3 },
    ]);
    expect(commits()).toBe(2);
    await store.close();
  });

  test('commits many appends in bounded groups and refuses more than may wait', async () => {
    const { store, commits } = await openCounting();
    const appends = Array.from({ length: APPENDS_WAITING_MAX }, () =>
      store.append(request(newStream(), 'none')),
    );
    await expect(store.append(request(newStream(), 'none'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await Promise.all(appends);
    expect(commits()).toBe(APPENDS_WAITING_MAX / APPENDS_PER_COMMIT_MAX);
    expect(await store.append(request(newStream(), 'none'))).toMatchObject({ outcome: 'appended' });
    await store.close();
  });

  test('gives dense positions from 1, and those again after a restart', async () => {
    const path = newPath();
    const { store } = await openCounting(path);
    for (let count = 1; count <= 3; count += 1) await store.append(request(newStream(), 'none', count));
    const { events } = await store.readAll({ after: 0 });
    expect(events.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    await store.close();
    const again = await openSqliteEventStore({ path });
    expect(await again.append(request(newStream(), 'none'))).toMatchObject({ position: 7 });
    await again.close();
  });

  test('records times that never fall where the clock does, over a restart too', async () => {
    const path = newPath();
    const noon = Date.parse('2026-03-01T12:00:00.500Z');
    let now = noon;
    const clock = () => now;
    const store = await openSqliteEventStore({ path, clock });
    await store.append(request(newStream(), 'none'));
    now = noon - 60_000;
    expect(await store.append(request(newStream(), 'none'))).toMatchObject({
      recordedAt: '2026-03-01T12:00:00.500Z',
    });
    await store.close();
    const again = await openSqliteEventStore({ path, clock });
    expect(await again.append(request(newStream(), 'none'))).toMatchObject({
      recordedAt: '2026-03-01T12:00:00.500Z',
    });
    now = noon + 1.7;
    expect(await again.append(request(newStream(), 'none'))).toMatchObject({
      recordedAt: '2026-03-01T12:00:00.501Z',
    });
    await again.close();
  });

  test('finds the position at an instant between events', async () => {
    let now = 1_000;
    const store = await openSqliteEventStore({ path: newPath(), clock: () => now });
    for (now = 1_000; now <= 9_000; now += 1_000) await store.append(request(newStream(), 'none', 2));
    for (const [at, position] of [
      [999, 0],
      [1_000, 2],
      [4_500, 8],
      [9_000, 18],
      [99_000, 18],
    ] as const) {
      expect(await store.positionAt(new Date(at).toISOString())).toBe(position);
    }
    await store.close();
  });

  test('moves everything into the one file when it is closed', async () => {
    const path = newPath();
    const { store } = await openCounting(path);
    await store.append(request(newStream(), 'none'));
    await store.close();
    expect(readFileSync(`${path}-wal`)).toHaveLength(0);
    const copy = join(newFolder(), 'copy.db');
    copyFileSync(path, copy);
    expect(readFileSync(copy).readUInt16BE(16)).toBe(PAGE_BYTES);
    const copied = await openSqliteEventStore({ path: copy });
    expect(await copied.head()).toBe(1);
    await copied.close();
  });

  test('lets another process read, live, and not write', async () => {
    const path = newPath();
    const { store } = await openCounting(path);
    const reader = await openSqliteEventStore({ path, readOnly: true });
    expect(reader.health()).toEqual({ status: 'ready' });
    await expect(reader.append(request(newStream(), 'any'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const seen: number[] = [];
    for await (const page of reader.subscribe({ after: 0, signal: new AbortController().signal })) {
      seen.push(page.events.length);
      if (page.events.length > 0) break;
      await store.append(request(newStream(), 'none', 2));
    }
    expect(seen).toEqual([0, 2]);
    await reader.close();
    await store.close();
  });
});
