import { openPostgresEventStore } from '../../../src/store/postgres/postgres-event-store';
import type { Queries } from '../../../src/store/postgres/queries';
import {
  READS_PER_STATEMENT_MAX,
  READS_WAITING_MAX,
  ReadsTogether,
} from '../../../src/store/postgres/reads-together';
import { request } from '../contract/fixtures';
import { freshPostgres } from './fresh-postgres';

const { open } = freshPostgres();

/** The log with a few streams in it, and its reads with the statements that they need. */
const opened = async () => {
  const database = await open();
  const store = await openPostgresEventStore({ database });
  let statements = 0;
  const counting: Queries = {
    query: (...asked) => {
      statements += 1;
      return database.query(...asked);
    },
  };
  const appends = Array.from({ length: 3 }, (_unused, index) =>
    request(`stream-${index}`, 'none', index + 2),
  );
  for (const append of appends) await store.append(append);
  return { database, store, appends, reads: new ReadsTogether(counting), statements: () => statements };
};

test('reads of one turn are one statement, and each has its own answer', async () => {
  const { store, appends, reads, statements } = await opened();
  const found = await Promise.all([
    ...appends.map(({ stream }) => reads.stream(stream, {})),
    reads.stream('stream-2', { backwards: true, limit: 2 }),
    reads.stream('stream-2', { from: 1, to: 2 }),
    reads.stream('stream-9', {}),
    reads.stream('no \0 name', {}),
    ...appends.map(({ commandId }) => reads.command(commandId)),
    reads.command('no id'),
  ]);
  expect(statements()).toBe(1);
  expect(found.map((events) => events.map(({ stream, revision }) => `${stream} ${revision}`))).toEqual([
    ['stream-0 0', 'stream-0 1'],
    ['stream-1 0', 'stream-1 1', 'stream-1 2'],
    ['stream-2 0', 'stream-2 1', 'stream-2 2', 'stream-2 3'],
    ['stream-2 3', 'stream-2 2'],
    ['stream-2 1', 'stream-2 2'],
    [],
    [],
    ['stream-0 0', 'stream-0 1'],
    ['stream-1 0', 'stream-1 1', 'stream-1 2'],
    ['stream-2 0', 'stream-2 1', 'stream-2 2', 'stream-2 3'],
    [],
  ]);
  await store.close();
});

test('a statement takes no more reads than its bound, and a queue neither', async () => {
  const { store, reads, statements } = await opened();
  const asked = Array.from({ length: READS_WAITING_MAX }, () => reads.stream('stream-9', {}));
  await expect(reads.stream('stream-9', {})).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await Promise.all(asked)).toHaveLength(READS_WAITING_MAX);
  expect(statements()).toBe(READS_WAITING_MAX / READS_PER_STATEMENT_MAX);
  await store.close();
});

test('what is read after an append was answered sees it, whatever is under way', async () => {
  const { store, reads } = await opened();
  for (let revision = 2; revision < 20; revision += 1) {
    const before = reads.stream('stream-0', {});
    await store.append(request('stream-0', revision - 1));
    expect(await reads.stream('stream-0', {})).toHaveLength(revision + 1);
    await before;
  }
  await store.close();
});

test('damage in one stream is not told to who reads another', async () => {
  const { database, store, reads } = await opened();
  await database.query("DELETE FROM liaison_log.events WHERE stream = 'stream-2' AND revision = 1");
  const [whole, damaged] = await Promise.allSettled([
    reads.stream('stream-1', {}),
    reads.stream('stream-2', {}),
  ]);
  expect(whole).toMatchObject({ status: 'fulfilled', value: { length: 3 } });
  expect(damaged).toMatchObject({ status: 'rejected', reason: { code: 'CORRUPT' } });
  await store.close();
});
