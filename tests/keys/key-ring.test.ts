import { readFileSync } from 'node:fs';
import { KeyCache } from '../../src/keys/key-cache';
import type { KeyFinder, KeyRing } from '../../src/keys/key-ring';
import { openKeyRing } from '../../src/keys/open-key-ring';
import { type Database, openDatabase } from '../../src/store/sqlite/database';
import { type KeyFolder, makeKeyFolder } from './key-folder';
import { ana, ben, describeKeyRing } from './key-ring-contract';

const many = Array.from({ length: 200 }, (_, index) => `subject-${index}`);

let folder: KeyFolder;
let ring: KeyRing & KeyFinder;
beforeEach(() => {
  folder = makeKeyFolder();
  ring = openKeyRing({ path: folder.keysPath, logHasEvents: false });
});
afterEach(() => {
  ring.close();
  folder.remove();
});

const reopen = (): KeyRing & KeyFinder => {
  ring.close();
  ring = openKeyRing({ path: folder.keysPath, logHasEvents: true });
  return ring;
};

/** What another connection to the file of keys sees or does. */
const elsewhere = <Result>(work: (database: Database) => Result): Result => {
  const database = openDatabase(folder.keysPath, { durability: 'full' });
  try {
    return work(database);
  } finally {
    database.close();
  }
};

const wrappedKeyOf = (subject: string): Buffer =>
  elsewhere((database) => {
    const row = database.prepare('SELECT wrapped FROM subject_keys WHERE subject = ?').get(subject);
    return Buffer.from(row?.wrapped as Uint8Array);
  });

/** How many transactions stand in the write-ahead log: a frame that ends one tells the size of the database. */
const commits = (): number => {
  const wal = readFileSync(`${folder.keysPath}-wal`);
  const frameBytes = 24 + wal.readUInt32BE(8);
  const frames = Array.from(
    { length: Math.floor((wal.length - 32) / frameBytes) },
    (_, index) => 32 + index * frameBytes,
  );
  return frames.filter((at) => wal.readUInt32BE(at + 4) !== 0).length;
};

describeKeyRing({
  ring: () => ring,
  reopen: async () => reopen(),
  wrappedKeyOf: async (subject) => wrappedKeyOf(subject),
  copyKey: async (from, to) =>
    elsewhere((database) => {
      const copy = 'UPDATE subject_keys SET wrapped = ? WHERE subject = ?';
      database.prepare(copy).run(wrappedKeyOf(from), to);
    }),
});

describe('a file of keys', () => {
  test('makes the keys of all callers of one turn in one transaction', async () => {
    const before = commits();
    const answers = await Promise.all(many.map((subject) => ring.ensure([subject, ana])));
    expect(commits() - before).toBe(1);
    expect(answers).toHaveLength(many.length);
  });

  test('makes no key any more after one could not be written, but opens what it opened before', async () => {
    await ring.ensure([ana]);
    elsewhere((database) => database.exec('DROP TABLE subject_keys'));
    const failures = await Promise.allSettled([ring.ensure([ben]), ring.ensure(['somebody else'])]);
    expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(ring.ensure([ben])).rejects.toMatchObject({ reason: 'WRITE_FAILED', code: 'UNAVAILABLE' });
    await expect(ring.ensure([ben])).rejects.toThrow('until the process is started again');
    expect(ring.find(ana)?.bytes).toHaveLength(32);
  });
});

describe('destroying a key in a file', () => {
  test('takes the key out of every byte on disk', async () => {
    await ring.ensure([ana, ben]);
    const [anas, bens] = [wrappedKeyOf(ana), wrappedKeyOf(ben)];
    await ring.destroy(ana);
    expect([folder.bytes().includes(anas), folder.bytes().includes(bens)]).toEqual([false, true]);
  });

  test('says that it is not done while another reader keeps the old page, and is when repeated', async () => {
    await ring.ensure([ana]);
    const reader = openDatabase(folder.keysPath, { durability: 'full' });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM subject_keys').get();
    await expect(ring.destroy(ana)).rejects.toThrow('end that and repeat');
    expect(ring.find(ana)).toBeUndefined();
    reader.exec('COMMIT');
    await ring.destroy(ana);
    reader.close();
    expect(ring.find(ana)).toBeUndefined();
  });
});

describe('the cache of keys', () => {
  test('forgets the key that was used longest ago', () => {
    const cache = new KeyCache(2);
    const key = { version: 1, bytes: Buffer.alloc(32) };
    for (const subject of ['a', 'b']) cache.put(subject, key);
    cache.get('a');
    cache.put('c', key);
    expect(['a', 'b', 'c'].map((subject) => cache.get(subject) !== undefined)).toEqual([true, false, true]);
  });
});
