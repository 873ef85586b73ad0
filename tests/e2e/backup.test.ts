import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { compareLogs } from '../../src/store/copying/compare-logs';
import { openSqliteEventStore } from '../../src/store/sqlite/sqlite-event-store';
import { copyInEvents } from '../store/copying/recorded-log';
import { clientOf, headOf } from './asking';
import { temporaryFolders } from './folders';
import { inputOf, personNumber, RUTH, registered } from './people';
import { PROCESS_TEST_MS_MAX, runLiaison, startLiaison, startServer } from './running-server';

jest.setTimeout(3 * PROCESS_TEST_MS_MAX);
const newFolder = temporaryFolders();
const CALLERS = 64;
const KILLS = 3;
/** How often a backup may be done before it is killed. */
const QUICKER_MAX = 10;

const SEARCH = `query Search($words: String!) {
  contactSearch(words: $words, first: 100) { totalCount nodes { id name { display } email title } }
}`;

const readLog = (folder: string) => openSqliteEventStore({ path: join(folder, 'log.db'), readOnly: true });

test('a backup made under load, restored, holds all that was acknowledged before it, and people can be read', async () => {
  const server = await startServer('serve', newFolder(), {
    LIAISON_RATE_PER_SECOND: '100000000',
    LIAISON_RATE_BURST: '1000000000',
  });
  const client = await clientOf(server);
  await registered(client, RUTH);
  let [number, isOver] = [0, false];
  const acknowledged: number[] = [];
  const caller = async (): Promise<void> => {
    while (!isOver) {
      const { position } = await client.done('registerContact', inputOf(personNumber(number++)));
      acknowledged.push(Number(position.split(':')[1]));
    }
  };
  const callers = Array.from({ length: CALLERS }, caller);
  const parent = newFolder();
  const [log, keys] = [join(parent, 'log'), join(parent, 'keys')];
  while (acknowledged.length < 2 * CALLERS) await setTimeout(1);
  const before = Math.max(...acknowledged);
  const made = await runLiaison(server.folder, 'backup', log, '--keys', keys);
  isOver = true;
  await Promise.all(callers);
  const old = await headOf(client);
  expect(made).toMatchObject({
    code: 0,
    output: expect.stringMatching(/log: \d+ events[\s\S]*keys: \d+ keys/),
  });
  await server.end('SIGTERM');

  const target = newFolder();
  expect(await runLiaison(target, 'restore', log, '--keys', keys)).toMatchObject({ code: 0 });
  const [from, to] = [await readLog(server.folder), await readLog(target)];
  const head = await to.head();
  await compareLogs({ from, until: head, to });
  expect([before <= head, head < (await from.head())]).toEqual([true, true]);
  await Promise.all([from.close(), to.close()]);

  const again = await startServer('serve', target, {
    LIAISON_MASTER_KEY: readFileSync(join(server.folder, 'master.key'), 'utf8').trim(),
  });
  const restored = await clientOf(again);
  const { contactSearch } = await restored.ask(SEARCH, { words: RUTH.family });
  expect(contactSearch.nodes[0]).toMatchObject({ email: RUTH.email, title: RUTH.title });
  const { errors } = await restored.tryAsk(
    `{ contactSearch(words: "x", minPosition: "${old}") { totalCount } }`,
  );
  expect(errors).toMatchObject([{ extensions: { code: 'POSITION_OF_ANOTHER_STORE' } }]);
  await again.end('SIGTERM');
});

test('a backup that is killed is never taken for one, and the next goes the whole way', async () => {
  const folder = newFolder();
  const store = await openSqliteEventStore({ path: join(folder, 'log.db') });
  await copyInEvents(store, 10);
  await store.close();
  const parent = newFolder();
  const target = join(parent, 'log');
  const unfinished = () => readdirSync(parent).filter((name) => name.includes('unfinished')).length;
  for (let [kill, quicker] = [0, 0]; kill < KILLS; ) {
    const backup = startLiaison(folder, ['backup', target]);
    const earlier = unfinished();
    while (unfinished() === earlier && backup.child.exitCode === null) await setTimeout(1);
    await setTimeout((kill * 40) / 2 ** quicker);
    backup.child.kill('SIGKILL');
    const { signal } = await backup.ended;
    if (existsSync(target)) {
      // The machine let it come to its end before it was killed: then it is one, and it is killed earlier the next time.
      expect(await runLiaison(newFolder(), 'restore', target)).toMatchObject({ code: 0 });
      rmSync(target, { recursive: true });
      quicker += 1;
      expect(quicker).toBeLessThan(QUICKER_MAX);
    } else {
      expect(signal).toBe('SIGKILL');
      kill += 1;
    }
  }
  const left = readdirSync(parent).map((name) => join(parent, name));
  expect(left.map((unfinished) => existsSync(join(unfinished, 'manifest.json')))).toEqual(
    left.map(() => false),
  );
  const { errors } = await runLiaison(newFolder(), 'restore', left[0] ?? '');
  expect(errors).toContain('holds no finished backup');
  expect(await runLiaison(folder, 'backup', target)).toMatchObject({ code: 0 });
  expect(await runLiaison(newFolder(), 'restore', target)).toMatchObject({ code: 0 });
});
