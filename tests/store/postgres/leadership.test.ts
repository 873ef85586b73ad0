import { lead } from '../../../src/store/postgres/leadership';
import { until } from '../../until';
import { startChild } from '../children/start-child';
import { endOthers, freshPostgres } from './fresh-postgres';

const { open, url } = freshPostgres();

/** Somebody who leads whenever it may, and notes when it begins and ends. */
const candidate = async (name: string, notes: string[], who: string) => {
  const database = await open();
  const controller = new AbortController();
  const ended = lead({ database, name, signal: controller.signal }, async (signal) => {
    notes.push(`${who} begins`);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    notes.push(`${who} ends`);
  });
  return {
    stop: async () => {
      controller.abort();
      await ended;
    },
  };
};

describe('the lead', () => {
  test('is with one of several, and goes on to the next', async () => {
    const notes: string[] = [];
    const first = await candidate('one', notes, 'a');
    await until(() => notes.length === 1);
    const second = await candidate('one', notes, 'b');
    const elsewhere = await candidate('two', notes, 'c');
    await until(() => notes.includes('c begins'));
    await first.stop();
    await until(() => notes.includes('b begins'));
    await Promise.all([second.stop(), elsewhere.stop()]);
    expect(notes.filter((note) => !note.startsWith('c'))).toEqual([
      'a begins',
      'a ends',
      'b begins',
      'b ends',
    ]);
  });

  test('ends with the connection that holds it, and is sought again', async () => {
    const notes: string[] = [];
    const other = await open();
    const leader = await candidate('one', notes, 'a');
    await until(() => notes.length === 1);
    await endOthers(other);
    await until(() => notes.length === 3);
    await leader.stop();
    expect(notes).toEqual(['a begins', 'a ends', 'a begins', 'a ends']);
  });

  test('is taken over from a process that was killed', async () => {
    const child = startChild('lead-until-killed.ts', url(), 'one');
    expect(await child.lines.next()).toMatchObject({ value: 'leads' });
    const notes: string[] = [];
    const waiting = await candidate('one', notes, 'b');
    await child.kill();
    await until(() => notes.length === 1);
    await waiting.stop();
    expect(notes).toEqual(['b begins', 'b ends']);
  });

  test('ends with its work, whose error is told', async () => {
    const database = await open();
    const signal = new AbortController().signal;
    await lead({ database, name: 'one', signal }, async () => undefined);
    const failing = lead({ database, name: 'one', signal }, async () => {
      throw new Error('the work failed');
    });
    await expect(failing).rejects.toThrow('the work failed');
  });
});
