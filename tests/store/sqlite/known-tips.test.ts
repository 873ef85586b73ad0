import { join } from 'node:path';
import { KnownTips } from '../../../src/store/sqlite/known-tips';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { request } from '../contract/fixtures';
import { temporaryFolders } from './temporary-folder';

const newFolder = temporaryFolders();

describe('known tips', () => {
  test('know nothing of a stream that was never noted', () => {
    expect(new KnownTips().isBeyond('contact-1', 5)).toBe(false);
  });

  test('tell a read behind the tip from one that may find something', () => {
    const tips = new KnownTips();
    tips.note('contact-1', 4);
    expect([3, 4, 5].map((from) => tips.isBeyond('contact-1', from))).toEqual([false, false, true]);
  });

  test('know that a stream is not there', () => {
    const tips = new KnownTips();
    tips.note('contact-1', -1);
    expect(tips.isBeyond('contact-1', 0)).toBe(true);
  });

  test('let the stream used longest ago go', () => {
    const tips = new KnownTips(2);
    for (const stream of ['contact-1', 'contact-2', 'contact-1', 'contact-3']) tips.note(stream, 0);
    expect(['contact-1', 'contact-2', 'contact-3'].map((stream) => tips.isBeyond(stream, 1))).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('the event store in SQLite', () => {
  test('finds what is appended to a stream that it had found empty or read to its end', async () => {
    const store = await openSqliteEventStore({ path: join(newFolder(), 'log.db') });
    expect(await store.readStream('contact-1')).toEqual([]);
    await store.append(request('contact-1', 'none', 2));
    expect(await store.readStream('contact-1')).toHaveLength(2);
    expect(await store.readStream('contact-1', { from: 2 })).toEqual([]);
    await store.append(request('contact-1', 1));
    expect(await store.readStream('contact-1', { from: 2 })).toHaveLength(1);
    await store.close();
  });

  test('knows the end of a stream that it has read or written, from either end', async () => {
    const store = await openSqliteEventStore({ path: join(newFolder(), 'log.db') });
    expect(store.knownTip?.('contact-1')).toBeUndefined();
    await store.readStream('contact-1', { backwards: true, limit: 1 });
    expect(store.knownTip?.('contact-1')).toBe(-1);
    await store.append(request('contact-1', 'none', 3));
    expect(store.knownTip?.('contact-1')).toBe(2);
    await store.readStream('contact-1', { backwards: true, from: 1, limit: 1 });
    expect(store.knownTip?.('contact-1')).toBe(2);
    await store.close();
  });

  test('looks anew in a process that only reads, for another one writes', async () => {
    const path = join(newFolder(), 'log.db');
    const writer = await openSqliteEventStore({ path });
    const reader = await openSqliteEventStore({ path, readOnly: true });
    expect(await reader.readStream('contact-1')).toEqual([]);
    expect(reader.knownTip?.('contact-1')).toBeUndefined();
    await writer.append(request('contact-1', 'none'));
    expect(await reader.readStream('contact-1')).toHaveLength(1);
    await Promise.all([reader.close(), writer.close()]);
  });
});
