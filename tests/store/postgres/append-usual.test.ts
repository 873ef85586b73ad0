import { type Answers, appendBatch } from '../../../src/store/postgres/append';
import type { PostgresDatabase } from '../../../src/store/postgres/database';
import { LOG_LAYOUT } from '../../../src/store/postgres/log-layout';
import { migrate } from '../../../src/store/postgres/migrate';
import type { PreparedAppend } from '../../../src/store/prepared-append';
import { until } from '../../until';
import { newCommand, newFamily } from '../contract/fixtures';
import { freshPostgres } from './fresh-postgres';

const { open } = freshPostgres();

const appendTo = (stream: string, expected: number | 'none', eventId = newCommand()): PreparedAppend => ({
  commandId: newCommand(),
  stream,
  expected,
  events: [{ eventId, type: 'Counted', version: 1, data: '{}', personal: null, metadata: '{}' }],
  bytes: 4,
});

/** Sends a batch after another has written but before that is committed, so that the batch has not seen it. */
const meanwhile = async (
  database: PostgresDatabase,
  batch: readonly PreparedAppend[],
  others: readonly PreparedAppend[],
): Promise<{ readonly before: Answers; readonly answers: Answers }> => {
  const [before, answering] = await database.transaction(async (transaction) => {
    const written = await appendBatch(transaction, others, 0);
    const sent = appendBatch(database, batch, 0);
    await until(async () => (await database.query(WAITING)).length > 0);
    return [written, { sent }] as const;
  });
  return { before, answers: await answering.sent };
};

const WAITING = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%append_usual%'`;

const positionsOf = async ({ query }: PostgresDatabase): Promise<readonly unknown[]> =>
  (await query<{ position: number }>('SELECT position FROM liaison_log.events ORDER BY position')).map(
    ({ position }) => position,
  );

const appended = (revision: number, position: number, replayed = false) => ({
  outcome: 'appended',
  revision,
  position,
  replayed,
});

describe('a batch whose streams were as expected when it was sent', () => {
  test('follows what another wrote elsewhere while it waited', async () => {
    const database = await open();
    await migrate(database, LOG_LAYOUT);
    const [known, fresh, other] = [newFamily(), newFamily(), newFamily()];
    await appendBatch(database, [appendTo(known, 'none')], 0);
    const { before, answers } = await meanwhile(
      database,
      [appendTo(known, 0), appendTo(fresh, 'none')],
      [appendTo(other, 'none')],
    );
    expect(before).toMatchObject([appended(0, 2)]);
    expect(answers).toMatchObject([appended(1, 3), appended(0, 4)]);
    expect(await appendBatch(database, [appendTo(fresh, 0), appendTo(other, 0)], 0)).toMatchObject([
      appended(1, 5),
      appended(1, 6),
    ]);
  });

  test('is decided on one by one where another wrote into them while it waited', async () => {
    const database = await open();
    await migrate(database, LOG_LAYOUT);
    const [known, fresh, free] = [newFamily(), newFamily(), newFamily()];
    await appendBatch(database, [appendTo(known, 'none')], 0);
    const again = appendTo(fresh, 'none');
    const { before, answers } = await meanwhile(
      database,
      [appendTo(known, 0), again, appendTo(free, 'none')],
      [appendTo(known, 0), again],
    );
    expect(before).toMatchObject([appended(1, 2), appended(0, 3)]);
    expect(answers).toMatchObject([
      { outcome: 'conflict', expected: 0, actual: 1 },
      appended(0, 3, true),
      appended(0, 4),
    ]);
    expect(await positionsOf(database)).toEqual([1, 2, 3, 4]);
  });

  test('finds a stream that another began while it waited', async () => {
    const database = await open();
    await migrate(database, LOG_LAYOUT);
    const stream = newFamily();
    const { answers } = await meanwhile(database, [appendTo(stream, 'none')], [appendTo(stream, 'none')]);
    expect(answers).toMatchObject([{ outcome: 'conflict', expected: 'none', actual: 0 }]);
    expect(await positionsOf(database)).toEqual([1]);
  });
});
