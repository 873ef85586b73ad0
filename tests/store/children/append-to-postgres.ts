import { openPostgresEventStore } from '../../../src/store/postgres/postgres-event-store';
import { writtenBy } from './written-events';

/** How many appends of this process are on their way at the same time. */
const CALLERS = 64;

/** Appends everything that the writer of this number has to, and says when it is done. */
const appendAll = async (url: string, writer: number, count: number): Promise<void> => {
  const store = await openPostgresEventStore({ database: url });
  const appends = writtenBy(writer, count);
  const callers = Array.from({ length: CALLERS }, async () => {
    for (const append of appends) {
      const answer = await store.append(append);
      if (answer.outcome !== 'appended') throw new Error(`expected an append, got ${answer.outcome}`);
    }
  });
  await Promise.all(callers);
  await store.close();
  process.stdout.write('done\n');
};

const [, , url = '', writer = '', count = ''] = process.argv;
appendAll(url, Number(writer), Number(count)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
