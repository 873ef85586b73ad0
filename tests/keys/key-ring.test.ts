import { readFileSync } from 'node:fs';
import { ENSURES_WAITING_MAX } from '../../src/keys/ensure-queue';
import { KeyCache } from '../../src/keys/key-cache';
import { KeyDestroyed } from '../../src/keys/key-fault';
import type { KeyFinder, KeyRing } from '../../src/keys/key-ring';
import { openKeyRing } from '../../src/keys/open-key-ring';
import { type Database, openDatabase } from '../../src/store/sqlite/database';
import { type KeyFolder, makeKeyFolder } from './key-folder';

const ana = '019cad8f-d6f8-7afc-9281-a099b2f6fc0d';
const ben = '019cad8f-dae0-7f2d-a9c8-0c2c5a1b6a40';
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

describe('ensure', () => {
  test('makes a key of 32 bytes for each subject, each another one', async () => {
    const keys = await ring.ensure([ana, ben]);
    expect([...keys.values()].map(({ version, bytes }) => [version, bytes.length])).toEqual([
      [1, 32],
      [1, 32],
    ]);
    expect(keys.get(ana)?.bytes).not.toEqual(keys.get(ben)?.bytes);
  });

  test('answers the same key again, from memory and from disk', async () => {
    const first = await ring.ensure([ana]);
    expect(await ring.ensure([ana, ana])).toEqual(first);
    expect(await reopen().ensure([ana])).toEqual(first);
  });

  test('has the keys on disk when it answers', async () => {
    await ring.ensure([ana]);
    expect(wrappedKeyOf(ana)).toHaveLength(12 + 32 + 16);
  });

  test('makes the keys of all callers of one turn in one transaction', async () => {
    const before = commits();
    const answers = await Promise.all(many.map((subject) => ring.ensure([subject, ana])));
    expect(commits() - before).toBe(1);
    expect(answers.map((keys) => [...keys.keys()])).toEqual(many.map((subject) => [subject, ana]));
    expect(new Set(answers.map((keys) => keys.get(ana)?.bytes.toString('hex'))).size).toBe(1);
  });

  test('refuses callers beyond a bound, and serves the others', async () => {
    const waiting = Array.from({ length: ENSURES_WAITING_MAX }, () => ring.ensure([ana]));
    await expect(ring.ensure([ben])).rejects.toMatchObject({ reason: 'BUSY', code: 'UNAVAILABLE' });
    expect((await Promise.all(waiting)).every((keys) => keys.has(ana))).toBe(true);
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

  test('answers those who wait when the ring is closed, and nobody after', async () => {
    const waiting = ring.ensure([ana]);
    ring.close();
    expect((await waiting).has(ana)).toBe(true);
    await expect(ring.ensure([ana])).rejects.toThrow('are closed');
  });
});

describe('find', () => {
  test('throws for a subject that the file never knew: the file is older than the log', () =>
    expect(() => ring.find(ana)).toThrow(`there is no key of subject ${ana}`));

  test('throws for a key that was tampered with', async () => {
    await ring.ensure([ana, ben]);
    elsewhere((database) =>
      database.exec(
        `UPDATE subject_keys SET wrapped = (SELECT wrapped FROM subject_keys WHERE subject = '${ben}')`,
      ),
    );
    expect(() => reopen().find(ana)).toThrow(`the key of subject ${ana} in ${folder.keysPath} is damaged`);
  });
});

describe('destroy', () => {
  test('leaves a tombstone: the key is not found, and never made again', async () => {
    await ring.ensure([ana]);
    await ring.destroy(ana);
    expect(ring.find(ana)).toBeUndefined();
    await expect(ring.ensure([ana])).rejects.toBeInstanceOf(KeyDestroyed);
    expect(reopen().find(ana)).toBeUndefined();
    await expect(ring.ensure([ana])).rejects.toMatchObject({
      reason: 'KEY_DESTROYED',
      code: 'INVALID',
      subject: ana,
    });
  });

  test('takes the key out of every byte on disk', async () => {
    await ring.ensure([ana, ben]);
    const [anas, bens] = [wrappedKeyOf(ana), wrappedKeyOf(ben)];
    await ring.destroy(ana);
    expect([folder.bytes().includes(anas), folder.bytes().includes(bens)]).toEqual([false, true]);
  });

  test('buries a subject that has no key yet, too', async () => {
    await ring.destroy(ana);
    await expect(ring.ensure([ana])).rejects.toBeInstanceOf(KeyDestroyed);
  });

  test('may be repeated', async () => {
    await ring.destroy(ana);
    await ring.destroy(ana);
    expect(ring.find(ana)).toBeUndefined();
  });

  test('refuses only those who need the destroyed key', async () => {
    await ring.destroy(ana);
    const [needsAna, needsBen] = await Promise.allSettled([ring.ensure([ben, ana]), ring.ensure([ben])]);
    expect([needsAna.status, needsBen.status]).toEqual(['rejected', 'fulfilled']);
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
  }, 20_000);
});

describe('hash', () => {
  test('is HMAC-SHA-256 in hex, another one in each ring', () => {
    const other = makeKeyFolder();
    const otherRing = openKeyRing({ path: other.keysPath, logHasEvents: false });
    expect(ring.hash('login:ana')).toMatch(/^[0-9a-f]{64}$/);
    expect(ring.hash('login:ana')).toBe(ring.hash('login:ana'));
    expect(otherRing.hash('login:ana')).not.toBe(ring.hash('login:ana'));
    otherRing.close();
    other.remove();
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
