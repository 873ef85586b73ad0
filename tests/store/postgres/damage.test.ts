import { openPostgresEventStore } from '../../../src/store/postgres/postgres-event-store';
import { request } from '../contract/fixtures';
import { freshPostgres } from './fresh-postgres';

const { open } = freshPostgres();

/** A log of three events in one stream, of which somebody has changed something. */
const damagedBy = async (sql: string) => {
  const database = await open();
  const store = await openPostgresEventStore({ database });
  await store.append(request('one', 'none', 3));
  await database.query(sql);
  return store;
};

describe('a log in PostgreSQL that somebody has changed', () => {
  test.each([
    ['its first event', 1],
    ['an event between others', 2],
    ['its last event', 3],
  ])('by deleting %s is not passed over', async (_what, position) => {
    const store = await damagedBy(`DELETE FROM liaison_log.events WHERE position = ${position}`);
    await expect(store.readAll({ after: 0 })).rejects.toMatchObject({
      code: 'CORRUPT',
      message: `the event at position ${position} is missing from the log in PostgreSQL: restore it from a backup`,
    });
    await expect(store.readAll({ after: 0, until: position - 1 })).resolves.toMatchObject({ caughtUp: true });
    await store.close();
  });

  test.each([0, 1])(
    'by deleting event %d of a stream is told to whoever reads the stream',
    async (revision) => {
      const store = await damagedBy(`DELETE FROM liaison_log.events WHERE revision = ${revision}`);
      await expect(store.readStream('one')).rejects.toMatchObject({
        code: 'CORRUPT',
        message: expect.stringContaining(`event ${revision} of stream one is missing`),
      });
      await store.close();
    },
  );

  test('by deleting an event of a stream is told to whoever reads it backwards', async () => {
    const store = await damagedBy('DELETE FROM liaison_log.events WHERE revision = 1');
    await expect(store.readStream('one', { backwards: true })).rejects.toMatchObject({ code: 'CORRUPT' });
    await store.close();
  });

  test('by deleting the end of the log is no empty log', async () => {
    const store = await damagedBy('DELETE FROM liaison_log.head');
    await expect(store.readAll({ after: 0 })).rejects.toMatchObject({ code: 'CORRUPT' });
    await expect(store.head()).rejects.toMatchObject({ code: 'CORRUPT' });
    await expect(store.append(request('one', 2))).rejects.toThrow('P0002');
    await store.close();
  });

  test.each(['data', 'metadata'])('in the %s of an event is told without telling it', async (column) => {
    const store = await damagedBy(`UPDATE liaison_log.events SET ${column} = '{"Ada' WHERE position = 2`);
    const fault: unknown = await store.readStream('one').catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'CORRUPT' });
    expect(String(fault)).toBe('StoreFault: the event at position 2 is damaged: restore it from a backup');
    await store.close();
  });
});
