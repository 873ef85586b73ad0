import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { openProduct } from '../../src/compose';
import { PAGES_AHEAD_MAX } from '../../src/compose/read-ahead';
import { uuidV5 } from '../../src/store/event-id';

/** More pages than the thread may be ahead. */
const CONTACTS = 2 * PAGES_AHEAD_MAX;

const child = (folder: string, until: number, pagesMax = until): readonly string[] =>
  execFileSync(
    'node',
    [
      'tests/run-typescript.cjs',
      'tests/compose/children/read-ahead.ts',
      folder,
      String(until),
      String(pagesMax),
    ],
    { encoding: 'utf8' },
  )
    .trim()
    .split('\n');

describe('a thread that reads ahead', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'liaison-ahead-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('hands over every event as the log answers it, in order, with personal data in the clear', async () => {
    const { liaison, log, close } = await openProduct({
      dataFolder: folder,
      onFault: (_process, fault) => {
        throw fault;
      },
    });
    for (let number = 0; number < CONTACTS; number += 1) {
      const name = { given: 'Ana', family: `Number ${number}` };
      await liaison.send(
        'registerContact',
        { contactId: uuidV5(`contact ${number}`), name, channels: [] },
        { actor: { kind: 'ADMINISTRATOR', id: 'employee-1' }, idempotencyKey: String(number), reason: 'met' },
      );
    }
    const head = await log.head();
    const { events } = await log.readAll({ after: 0, until: head });
    await close();
    const said = child(folder, head);
    const told = said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    expect(told).toEqual(JSON.parse(JSON.stringify(events)));
    expect(JSON.stringify(told)).toContain(`Number ${CONTACTS - 1}`);
    expect(said.at(-1)).toBe(`position ${head}, caught up true`);
    // Whoever makes read models anew holds their file meanwhile.
    const models = new DatabaseSync(join(folder, 'readmodels.db'));
    models.exec('BEGIN EXCLUSIVE');
    expect(child(folder, head).at(-1)).toBe(`position ${head}, caught up true`);
    models.close();
    // It ends with who reads, also while it waits for him: else this process would not end.
    expect(child(folder, head, 1).at(-1)).toBe('position 1, caught up false');
  });

  test('tells what it has failed on, as a fault of the store', () => {
    const nowhere = join(folder, 'nowhere');
    expect(child(nowhere, 10)).toEqual([
      expect.stringContaining(`UNAVAILABLE expected a log in the data folder ${nowhere}`),
    ]);
  });
});
