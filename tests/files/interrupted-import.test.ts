import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { LINES_PER_CHECKPOINT } from '../../src/cli/files/import-checkpoint';
import { importContacts } from '../../src/cli/files/import-contacts';
import { noReport } from '../../src/cli/files/import-report';
import type { RunImport } from '../../src/cli/files/run-import';
import { administrator } from '../handling/opened-product';
import { type Desk, linesOf, openDesk } from './importing';

const ROWS = 600;
const IDS = Array.from({ length: ROWS }, (_, index) => index);
const TABLE = `Id,LastName\n${IDS.map((id) => `${id},Name ${id}\n`).join('')}`;

describe('an interrupted import', () => {
  let desk: Desk;
  let file = '';
  beforeEach(async () => {
    desk = await openDesk();
    file = desk.file('c.csv', TABLE);
  });
  afterEach(() => desk.close());

  const withReport = () => ({ reportFile: desk.path('r.jsonl') });

  /** Tells the import to end when so many contacts are in the log. */
  const interrupted = async (contacts: number, options: Partial<RunImport> = {}) => {
    const stop = new AbortController();
    const importing = desk.import(file, { ...options, signal: stop.signal });
    let seen = 0;
    for await (const { events } of desk.opened.product.log.subscribe({
      after: 0,
      types: ['ContactRegistered'],
      signal: stop.signal,
    })) {
      seen += events.length;
      if (seen >= contacts) stop.abort();
    }
    return importing;
  };

  test('goes on where it was, and reports each line once', async () => {
    const first = await interrupted(200, withReport());
    expect(first.finished).toBe(false);
    expect(first.summary.lines).toBeGreaterThan(100);
    expect(first.summary.lines).toBeLessThan(ROWS);
    // As after a crash: the report had grown since the last checkpoint.
    appendFileSync(desk.path('r.jsonl'), '{"line":0}\n'.repeat(10 * ROWS));
    const second = await desk.import(file, withReport());
    expect(second).toMatchObject({ finished: true, resumedAfter: first.summary.lines });
    expect(second.summary).toMatchObject({ lines: ROWS, made: ROWS });
    expect(linesOf(desk.path('r.jsonl')).map(({ line }) => line)).toEqual(IDS.map((id) => id + 2));
    expect(existsSync(desk.path('r.jsonl.checkpoint'))).toBe(false);
  });

  test('begins anew where the file, the report or the checkpoint is another', async () => {
    const { summary } = await interrupted(200, withReport());
    const path = desk.path('r.jsonl.checkpoint');
    const checkpoint = readFileSync(path);
    const resumedAfter = async () => (await desk.import(file, withReport())).resumedAfter;

    writeFileSync(path, checkpoint.subarray(0, 20));
    expect(await resumedAfter()).toBe(0);
    writeFileSync(path, checkpoint);
    writeFileSync(desk.path('r.jsonl'), '');
    expect(await resumedAfter()).toBe(0);
    writeFileSync(path, checkpoint);
    expect(await resumedAfter()).toBe(summary.lines);
    writeFileSync(path, checkpoint);
    desk.file('c.csv', `${TABLE}x,y\n`);
    expect(await resumedAfter()).toBe(0);
  });

  test('comes to the same contacts without a report', async () => {
    const first = await interrupted(100);
    const second = await desk.import(file);
    expect(first.summary.made).toBeLessThan(ROWS);
    expect(second.summary).toMatchObject({
      same: first.summary.made,
      made: ROWS - first.summary.made,
      changed: 0,
    });
  });

  test('has a checkpoint every thousand lines', async () => {
    async function* unreadable() {
      for (let line = 1; line <= 2_500; line += 1) yield { line, why: 'expected something else' };
    }
    const checkpoints: number[] = [];
    await importContacts({
      liaison: desk.opened.product.liaison,
      actor: administrator,
      system: 'crm',
      records: unreadable(),
      dryRun: false,
      report: noReport,
      onCheckpoint: async ({ lines }) => {
        checkpoints.push(lines);
      },
    });
    expect(checkpoints).toEqual([LINES_PER_CHECKPOINT, 2 * LINES_PER_CHECKPOINT, 2_500]);
  });
});
