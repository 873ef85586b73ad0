import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import type { StoredEvent } from '../../../src/store/event-store';
import { SCHEMA_VERSION } from '../../../src/store/sqlite/schema';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { startChild } from '../children/start-child';
import { newStream, request } from '../contract/fixtures';
import { AS_LAYOUT_4 } from './earlier-logs';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

const STREAMS = 20;
const EVENTS_PER_STREAM = 500;
const CHARACTERS_PER_EVENT = 1_000;
/** How much of what the move writes is in the file when it is killed; 0 is when it begins. */
const SHARES_WRITTEN = [0, 0.3, 0.6, 0.9];

const logOfLayout4 = async (): Promise<string> => {
  const path = join(newFolder(), 'log.db');
  const store = await openSqliteEventStore({ path });
  for (let stream = 0; stream < STREAMS; stream += 1) {
    const { events, ...others } = request(newStream(), 'none', EVENTS_PER_STREAM);
    const data = { text: 'a'.repeat(CHARACTERS_PER_EVENT) };
    await store.append({ ...others, events: events.map((event) => ({ ...event, data })) });
  }
  await store.close();
  const database = new DatabaseSync(path);
  database.exec(AS_LAYOUT_4);
  // All of it into the one file, which is what is copied.
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  return path;
};

const copyOf = (path: string): string => {
  const copy = join(newFolder(), 'log.db');
  copyFileSync(path, copy);
  return copy;
};

const layoutOf = (path: string): unknown => {
  const database = new DatabaseSync(path);
  const { user_version: layout } = database.prepare('PRAGMA user_version').get() ?? {};
  database.close();
  return layout;
};

/** Bytes of what is written ahead; -1 where the log is not open yet. */
const writtenIn = (path: string): number => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? -1;

const allOf = async (path: string): Promise<readonly StoredEvent[]> => {
  const store = await openSqliteEventStore({ path });
  const events: StoredEvent[] = [];
  for (let caughtUp = false; !caughtUp; ) {
    const page = await store.readAll({ after: events.length });
    events.push(...page.events);
    ({ caughtUp } = page);
  }
  await store.close();
  return events;
};

test('A log that is killed while it is brought to the layout of today is whole, before or after', async () => {
  const path = await logOfLayout4();
  const undisturbed = copyOf(path);
  const child = startChild('open-log.ts', undisturbed);
  let isOpen = false;
  const opened = child.lines.next().then(({ value }) => {
    isOpen = true;
    expect(value).toBe('open');
  });
  // It is emptied once the log is open.
  let written = 0;
  for (; !isOpen; await nextTurn()) written = Math.max(written, writtenIn(undisturbed));
  await opened;
  await child.kill();
  expect(written).toBeGreaterThan(0);
  const expected = await allOf(undisturbed);
  expect(expected).toHaveLength(STREAMS * EVENTS_PER_STREAM);

  const found: unknown[] = [];
  for (const share of SHARES_WRITTEN) {
    const killed = copyOf(path);
    const opening = startChild('open-log.ts', killed);
    while (writtenIn(killed) < share * written && opening.process.exitCode === null) await nextTurn();
    await opening.kill();
    found.push(layoutOf(killed));
    expect(await allOf(killed)).toEqual(expected);
    expect(layoutOf(killed)).toBe(SCHEMA_VERSION);
  }
  // Otherwise none was killed in the middle.
  expect(found).toContain(4);
});
