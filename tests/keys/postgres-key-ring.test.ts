import { existsSync, rmSync } from 'node:fs';
import type { KeyRing } from '../../src/keys/key-ring';
import { openPostgresKeyRing, type PostgresKeysOptions } from '../../src/keys/postgres-key-ring';
import type { PostgresDatabase } from '../../src/store/postgres/database';
import { endOthers, freshPostgres } from '../store/postgres/fresh-postgres';
import { until } from '../until';
import { type KeyFolder, makeKeyFolder } from './key-folder';
import { ana, ben, describeKeyRing, found } from './key-ring-contract';

const givenKey = Buffer.alloc(32, 1).toString('base64');
const otherKey = Buffer.alloc(32, 2).toString('base64');

const postgres = freshPostgres();
let folder: KeyFolder;
let database: PostgresDatabase;
let ring: KeyRing;
let rings: KeyRing[];

/** A ring of another process, unless it is said to be of this one. */
const open = async (options: Partial<PostgresKeysOptions> = {}): Promise<KeyRing> => {
  const opened = await openPostgresKeyRing({
    database: options.database ?? (await postgres.open()),
    folder: folder.path,
    logHasEvents: false,
    ...options,
  });
  rings.push(opened);
  return opened;
};

beforeEach(async () => {
  folder = makeKeyFolder();
  rings = [];
  database = await postgres.open();
  ring = await open({ database });
});
afterEach(async () => {
  for (const each of rings) await each.close();
  folder.remove();
});

const wrappedKeyOf = async (subject: string): Promise<Buffer> => {
  const sql = 'SELECT wrapped FROM liaison_keys.subject_keys WHERE subject = $1';
  const [row] = await database.query<{ wrapped: Buffer }>(sql, [subject]);
  return row?.wrapped ?? Buffer.alloc(0);
};

describeKeyRing({
  ring: () => ring,
  reopen: async () => {
    await ring.close();
    ring = await open({ database, logHasEvents: true });
    return ring;
  },
  wrappedKeyOf,
  copyKey: async (from, to) => {
    const sql = 'UPDATE liaison_keys.subject_keys SET wrapped = $1 WHERE subject = $2';
    await database.query(sql, [await wrappedKeyOf(from), to]);
  },
});

describe('keys of several processes', () => {
  test('are one for each subject, also where both make it at once', async () => {
    const other = await open();
    const subjects = Array.from({ length: 100 }, (_, index) => `subject-${index}`);
    const made = await Promise.all(
      subjects.flatMap((subject, index) => [
        ring.ensure([subject, `subject-${99 - index}`]),
        other.ensure([`subject-${99 - index}`, subject]),
      ]),
    );
    const bytes = new Map<string, Set<string>>();
    for (const keys of made) {
      for (const [subject, key] of keys)
        bytes.set(subject, (bytes.get(subject) ?? new Set()).add(key.bytes.toString('hex')));
    }
    expect([...bytes.values()].map(({ size }) => size)).toEqual(subjects.map(() => 1));
  });

  test('are one for each subject also where they are flushed only with the log', async () => {
    const [one, other] = await Promise.all([open({ besideLog: true }), open({ besideLog: true })]);
    const subjects = Array.from({ length: 20 }, (_, index) => `subject-${index}`);
    const made = await Promise.all(
      subjects.flatMap((subject) => [one.ensure([subject, ana]), other.ensure([ana, subject])]),
    );
    const bytesOf = (subject: string) =>
      new Set(made.flatMap((keys) => keys.get(subject)?.bytes.toString('hex') ?? []));
    expect([ana, ...subjects].map((subject) => bytesOf(subject).size)).toEqual([1, ...subjects.map(() => 1)]);
    expect((await found(ring, ana))?.bytes.toString('hex')).toBe([...bytesOf(ana)][0]);
  });

  test('are flushed at once, but where an append to the log will do it, and nothing else is changed by that', async () => {
    await database.query(`CREATE FUNCTION liaison_keys.tell() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_notify('told', NEW.subject || ' ' || current_setting('synchronous_commit')); RETURN NULL; END $$`);
    await database.query(`CREATE CONSTRAINT TRIGGER tell AFTER INSERT ON liaison_keys.subject_keys
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION liaison_keys.tell()`);
    const told: (string | undefined)[] = [];
    database.listen('told', (payload) => told.push(payload));
    await until(() => told.length === 1);
    await ring.ensure(['at-once']);
    await (await open({ besideLog: true })).ensure(['later']);
    await ring.ensure(['again']);
    await until(() => told.length === 4);
    expect(told.slice(1)).toEqual(['at-once on', 'later off', 'again on']);
  });

  test('hash alike', async () => {
    expect((await open()).hash('login:ana')).toBe(ring.hash('login:ana'));
  });

  test('are made once where both start first', async () => {
    await database.query('DROP SCHEMA liaison_keys CASCADE');
    rmSync(folder.masterKeyPath);
    const [one, other] = await Promise.all([open(), open()]);
    expect(one.hash('x')).toBe(other.hash('x'));
  });

  test('leave the memory of all of them when one is destroyed', async () => {
    const other = await open();
    await other.ensure([ana, ben]);
    const finder = await other.load(() => [ana, ben]);
    await ring.destroy(ana);
    await until(() => finder.find(ana) === undefined);
    expect(await found(other, ana)).toBeUndefined();
    expect(finder.find(ben)?.bytes).toHaveLength(32);
  });

  test('leave open pages, too, once a process that missed the notice is connected again', async () => {
    const other = await open();
    await other.ensure([ana]);
    const finder = await other.load(() => [ana]);
    const bury = 'UPDATE liaison_keys.subject_keys SET wrapped = NULL, destroyed_at = $1';
    await database.query(bury, [new Date().toISOString()]);
    await endOthers(database);
    await until(() => finder.find(ana) === undefined);
    expect(finder.find(ana)).toBeUndefined();
  });

  test('are asked for again where a process was told nothing for too long', async () => {
    const forgetful = await open({ trustedMs: 0 });
    await forgetful.ensure([ana]);
    const bury = 'UPDATE liaison_keys.subject_keys SET wrapped = NULL, destroyed_at = $1';
    await database.query(bury, ['2026-11-25T00:00:00.000Z']);
    expect(await found(forgetful, ana)).toBeUndefined();
    await expect(forgetful.ensure([ana])).rejects.toMatchObject({ reason: 'KEY_DESTROYED' });
  });
});

describe('a start is refused', () => {
  test.each([
    ['beside a log with events and without keys', { logHasEvents: true }, 'KEYS_MISSING'],
    ['with a master key that is none', { masterKey: 'short' }, 'MASTER_KEY_MALFORMED'],
  ])('%s', async (_why, options, reason) => {
    await database.query('DROP SCHEMA liaison_keys CASCADE');
    rmSync(folder.masterKeyPath);
    await expect(open(options)).rejects.toMatchObject({ reason });
    expect(existsSync(folder.masterKeyPath)).toBe(false);
  });

  test('with another master key, which it does not repeat', async () => {
    const refused = open({ masterKey: otherKey, logHasEvents: true });
    await expect(refused).rejects.toMatchObject({
      reason: 'MASTER_KEY_WRONG',
      message: expect.not.stringContaining(otherKey),
    });
  });

  test('without the master key, and makes none', async () => {
    rmSync(folder.masterKeyPath);
    await expect(open()).rejects.toMatchObject({ reason: 'MASTER_KEY_MISSING' });
    expect(existsSync(folder.masterKeyPath)).toBe(false);
  });
});

test('a master key that is given is not written to the disk', async () => {
  await database.query('DROP SCHEMA liaison_keys CASCADE');
  rmSync(folder.masterKeyPath);
  expect((await open({ masterKey: givenKey })).hash('x')).toMatch(/^[0-9a-f]{64}$/);
  expect(existsSync(folder.masterKeyPath)).toBe(false);
});

test('a key that cannot be written is not handed out, and is made later', async () => {
  // Writing alone is refused: what the ring reads by itself after it has connected is not to fail.
  await database.query(`CREATE FUNCTION liaison_keys.refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'refused'; END $$`);
  await database.query(`CREATE TRIGGER refuse BEFORE INSERT ON liaison_keys.subject_keys
    FOR EACH ROW EXECUTE FUNCTION liaison_keys.refuse()`);
  await expect(ring.ensure([ben])).rejects.toThrow('accept keys-ensure');
  await database.query('DROP TRIGGER refuse ON liaison_keys.subject_keys');
  expect((await ring.ensure([ben])).has(ben)).toBe(true);
});
