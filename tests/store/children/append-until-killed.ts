import type { Appended, Conflict } from '../../../src/store/event-store';
import { openDataFolder } from '../../../src/store/sqlite/data-folder';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { appendOf, WRITERS } from './killed-appends';

/**
 * Appends without end, each writer one after the other to a stream of its own, and says each append before it is
 * sent and after it was acknowledged. Begins anew with what it is given: for each writer the number of its next append.
 */
const appendUntilKilled = async (path: string, next: readonly number[]): Promise<void> => {
  const { logPath } = openDataFolder(path);
  const store = await openSqliteEventStore({ path: logPath });
  const say = (word: string, writer: number, number: number, answer?: Appended | Conflict) =>
    process.stdout.write(`${JSON.stringify({ word, writer, number, answer })}\n`);
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let number = next[writer] ?? 0; ; number += 1) {
      say('sent', writer, number);
      say('acknowledged', writer, number, await store.append(appendOf(writer, number)));
    }
  });
  await Promise.all(writers);
};

const [, , path = '', next = '[]'] = process.argv;
appendUntilKilled(path, JSON.parse(next) as number[]).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
