import { join } from 'node:path';
import { backUp } from '../../src/backup/back-up';
import { type LogPlace, openLogToRead } from '../../src/backup/places';
import { compareLogs } from '../../src/store/copying/compare-logs';
import { openSqliteEventStore } from '../../src/store/sqlite/sqlite-event-store';
import { freshDatabase } from '../postgres/fresh-database';
import { newStream, request } from '../store/contract/fixtures';
import { StandIn } from '../store/kurrentdb/stand-in/stand-in';
import { temporaryFolders } from '../store/sqlite/temporary-folder';

const newFolder = temporaryFolders();
const CALLERS = 64;

const postgresPlace = async () => {
  const { url, drop } = await freshDatabase();
  return { log: { kind: 'postgres', url } as LogPlace, remove: drop };
};

const kurrentdbPlace = async () => {
  const server = await new StandIn({ hasFeatures: true }).start();
  return { log: { kind: 'kurrentdb', url: server.url } as LogPlace, remove: async () => server.stop() };
};

test.each([
  ['PostgreSQL', postgresPlace],
  ['KurrentDB (stand-in)', kurrentdbPlace],
])(
  'a backup of %s under load is a beginning of the log with all that was acknowledged before',
  async (_, open) => {
    const { log, remove } = await open();
    const { store, close } = await openLogToRead(log);
    let [acknowledged, isOver] = [0, false];
    const caller = async (): Promise<void> => {
      for (const stream = newStream(); !isOver; ) {
        const answer = await store.append(request(stream, 'any'));
        if (answer.outcome === 'appended') acknowledged = Math.max(acknowledged, answer.position);
      }
    };
    const first = await store.append(request(newStream(), 'none'));
    expect(first.outcome).toBe('appended');
    const callers = Array.from({ length: CALLERS }, caller);
    while (acknowledged === 0) await new Promise(setImmediate);
    const before = acknowledged;
    const folder = join(newFolder(), 'log');
    const keys = { kind: 'folder', dataFolder: newFolder() } as const;
    const made = await backUp({ log, keys, folder, now: () => new Date().toISOString() });
    isOver = true;
    await Promise.all(callers);
    expect(made.log.head).toBeGreaterThanOrEqual(before);
    expect(await store.head()).toBeGreaterThan(made.log.head);
    const to = await openSqliteEventStore({ path: join(folder, 'log.db'), readOnly: true });
    const content = await compareLogs({ from: store, until: made.log.head, to });
    expect(content).toMatchObject({ events: made.log.events, digest: made.log.digest });
    await Promise.all([to.close(), close()]);
    await remove();
  },
);
