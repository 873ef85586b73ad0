import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { KeyFault } from '../../src/keys/key-fault';
import { openKeyFile } from '../../src/keys/key-file';
import { openKeyRing } from '../../src/keys/open-key-ring';
import { openDatabase } from '../../src/store/sqlite/database';
import { type KeyFolder, makeKeyFolder } from './key-folder';

const ana = '019cad8f-d6f8-7afc-9281-a099b2f6fc0d';
const givenKey = Buffer.alloc(32, 1).toString('base64');
const otherKey = Buffer.alloc(32, 2).toString('base64');

let folder: KeyFolder;
beforeEach(() => {
  folder = makeKeyFolder();
});
afterEach(() => folder.remove());

const open = (logHasEvents: boolean, masterKey?: string) =>
  openKeyRing({ path: folder.keysPath, logHasEvents, ...(masterKey === undefined ? {} : { masterKey }) });

/** Opens, makes Ana's key and closes again. */
const firstStart = async (masterKey?: string): Promise<Buffer> => {
  const ring = open(false, masterKey);
  const key = (await ring.ensure([ana])).get(ana)?.bytes ?? Buffer.alloc(0);
  ring.close();
  return key;
};

const refusal = (attempt: () => unknown): { reason: unknown; message: string } => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof KeyFault) return { reason: error.reason, message: error.message };
    throw error;
  }
  return { reason: 'none', message: '' };
};

describe('the very first start', () => {
  test('makes the keys and a master key that only the owner may read', async () => {
    await firstStart();
    expect(Buffer.from(readFileSync(folder.masterKeyPath, 'utf8'), 'base64')).toHaveLength(32);
    expect([folder.masterKeyPath, folder.keysPath].map((path) => statSync(path).mode & 0o777)).toEqual([
      0o600, 0o600,
    ]);
  });

  test('writes no master key to disk where one is given', async () => {
    await firstStart(givenKey);
    expect(existsSync(folder.masterKeyPath)).toBe(false);
    expect(folder.bytes().includes(Buffer.from(givenKey, 'base64'))).toBe(false);
  });

  test('goes on where an earlier one was cut short after the master key', async () => {
    writeFileSync(folder.masterKeyPath, `${givenKey}\n`, { mode: 0o600 });
    writeFileSync(folder.keysPath, '', { mode: 0o600 });
    const key = await firstStart();
    expect(open(true, givenKey).find(ana)?.bytes).toEqual(key);
  });

  test('makes other keys each time', async () => {
    const first = await firstStart();
    rmSync(folder.keysPath);
    expect(await firstStart()).not.toEqual(first);
  });
});

describe('a later start', () => {
  test.each([undefined, givenKey])(
    'finds the same keys and hashes (master key given: %p)',
    async (masterKey) => {
      const before = open(false, masterKey);
      const key = (await before.ensure([ana])).get(ana);
      const hash = before.hash('login:ana');
      before.close();
      const after = open(true, masterKey);
      expect(after.find(ana)).toEqual(key);
      expect(after.hash('login:ana')).toBe(hash);
      after.close();
    },
  );

  test('waits for the disk at every commit', async () => {
    await firstStart();
    const { database } = openKeyFile({ path: folder.keysPath, logHasEvents: true });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('PRAGMA secure_delete').get()).toEqual({ secure_delete: 1 });
    database.close();
  });
});

describe('a start beside a log with events is refused', () => {
  test('without the file of keys, and makes none', () => {
    const { reason, message } = refusal(() => open(true, givenKey));
    expect(reason).toBe('KEYS_MISSING');
    expect(message).toContain(`the keys ${folder.keysPath} are missing`);
    expect(message).toContain('restore them from their backup');
    expect(existsSync(folder.keysPath)).toBe(false);
  });

  test('with an empty file of keys', () => {
    writeFileSync(folder.keysPath, '');
    expect(refusal(() => open(true, givenKey)).reason).toBe('KEYS_MISSING');
  });

  test('without the master key, and makes none', async () => {
    await firstStart();
    rmSync(folder.masterKeyPath);
    const { reason, message } = refusal(() => open(true));
    expect(reason).toBe('MASTER_KEY_MISSING');
    expect(message).toContain(`the master key ${folder.masterKeyPath} is missing`);
    expect(existsSync(folder.masterKeyPath)).toBe(false);
  });
});

describe('a start is refused', () => {
  test('without the master key even beside an empty log, once there are keys', async () => {
    await firstStart();
    rmSync(folder.masterKeyPath);
    expect(refusal(() => open(false)).reason).toBe('MASTER_KEY_MISSING');
  });

  test('with another master key, which it does not repeat', async () => {
    await firstStart(givenKey);
    const { reason, message } = refusal(() => open(true, otherKey));
    expect(reason).toBe('MASTER_KEY_WRONG');
    expect(message).not.toContain(otherKey);
  });

  test.each([
    ['nothing', ''],
    ['31 bytes', randomBytes(31).toString('base64')],
    ['33 bytes', randomBytes(33).toString('base64')],
    ['hex', randomBytes(32).toString('hex')],
    ['base64 without its end', givenKey.slice(0, -1)],
  ])('with %s for a master key', (_, malformed) => {
    const { reason, message } = refusal(() => open(false, malformed));
    expect(reason).toBe('MASTER_KEY_MALFORMED');
    expect(message).toContain(`got ${malformed.length} characters`);
    expect(malformed !== '' && message.includes(malformed)).toBe(false);
  });

  test('with a master key that others may read', async () => {
    await firstStart();
    chmodSync(folder.masterKeyPath, 0o640);
    const { reason, message } = refusal(() => open(true));
    expect(reason).toBe('MASTER_KEY_EXPOSED');
    expect(message).toContain('chmod 600');
  });

  test('with a file that is no database', () => {
    writeFileSync(
      folder.keysPath,
      'not a database at all, though long enough to have had a header'.repeat(9),
    );
    expect(() => open(true, givenKey)).toThrow(`${folder.keysPath} does not begin as a database does`);
  });

  test('with a file that was cut short', async () => {
    await firstStart(givenKey);
    writeFileSync(folder.keysPath, readFileSync(folder.keysPath).subarray(0, 6_000));
    expect(() => open(true, givenKey)).toThrow(`${folder.keysPath} is cut short`);
  });

  test('with pages full of something else', async () => {
    await firstStart(givenKey);
    const bytes = readFileSync(folder.keysPath);
    writeFileSync(folder.keysPath, bytes.fill(0xaa, 4_096));
    expect(() => open(true, givenKey)).toThrow(/damaged|malformed/);
  });

  test('with a first page that lost its table of contents, as if it were new', async () => {
    await firstStart(givenKey);
    const database = openDatabase(folder.keysPath, { durability: 'full' });
    database.exec('DROP TABLE meta');
    database.close();
    expect(refusal(() => open(true, givenKey)).reason).toBe('KEYS_MISSING');
  });

  test('with a file in a format of the future', async () => {
    await firstStart(givenKey);
    const { database } = openKeyFile({ path: folder.keysPath, logHasEvents: true, masterKey: givenKey });
    database.exec("UPDATE meta SET value = 2 WHERE name = 'format'");
    database.close();
    expect(refusal(() => open(true, givenKey))).toMatchObject({ reason: 'KEYS_DAMAGED' });
  });
});
