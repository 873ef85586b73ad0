import { subjectsOf } from '../../src/audit/use-records/subjects';
import type { Database } from '../../src/store/sqlite/database';
import { StoreFault } from '../../src/store/store-fault';
import {
  behindItsBack,
  denial,
  type OpenedUseLog,
  openedUseLog,
  read,
  removeUseLogs,
  verdictOn,
} from './opened-use-log';

afterEach(removeUseLogs);

const withFive = async (): Promise<OpenedUseLog> => {
  const opened = openedUseLog();
  for (let times = 0; times < 5; times += 1) await opened.log.record(times % 2 === 0 ? read : denial);
  opened.log.close();
  return opened;
};

const KEPT = 'DROP TRIGGER use_records_are_kept';
const NOT_CHANGED = 'DROP TRIGGER use_records_are_not_changed';

describe('a record of use', () => {
  test.each([
    [
      'is changed',
      `${NOT_CHANGED}; UPDATE use_records SET body = replace(body, 'user-1', 'user-2') WHERE sequence = 2`,
    ],
    [
      'is changed with its hash',
      `${NOT_CHANGED}; UPDATE use_records SET hash = '${'0'.repeat(64)}' WHERE sequence = 2`,
    ],
    ['is taken out', `${KEPT}; DELETE FROM use_records WHERE sequence = 3`],
    ['is the first and is taken out', `${KEPT}; DELETE FROM use_records WHERE sequence = 1`],
    ['is put behind the end', `INSERT INTO use_records (sequence, body, hash) VALUES (6, '{}', 'no')`],
    [
      'changes its place with another',
      `${NOT_CHANGED}; UPDATE use_records SET sequence = 99 WHERE sequence = 2;
       UPDATE use_records SET sequence = 2 WHERE sequence = 4; UPDATE use_records SET sequence = 4 WHERE sequence = 99`,
    ],
  ])('that %s is found, and the log is not opened', async (_what, sql) => {
    const { path } = await withFive();
    behindItsBack(path, (database) => database.exec(sql));
    expect(verdictOn(path).findings).not.toEqual([]);
    const opening = () => openedUseLog({}, path);
    expect(opening).toThrow(StoreFault);
    expect(opening).toThrow(/was tampered with or is damaged: record/);
  });

  test.each([
    ['UPDATE use_records SET body = body WHERE sequence = 1', 'never changed'],
    ['DELETE FROM use_records WHERE sequence = 1', 'kept until its time is over'],
  ])('is neither changed nor removed by %s', async (sql) => {
    const { path } = await withFive();
    expect(() => behindItsBack(path, (database) => database.exec(sql))).toThrow();
    expect(verdictOn(path)).toMatchObject({ records: 5, findings: [] });
  });

  test('is removed when its time is over, and the chain of the others holds', async () => {
    const opened = openedUseLog();
    await opened.log.record(read);
    await opened.log.record(denial);
    opened.clock.now += 40 * 86_400_000;
    await opened.log.record(read);
    const again = opened.again({ retentionDays: 30 });
    await again.log.record(denial);
    expect(again.all().map(({ sequence }) => sequence)).toEqual([3, 4]);
    again.log.close();
    expect(verdictOn(again.path)).toMatchObject({ records: 2, findings: [], end: { sequence: 4 } });
  });

  test('names up to a hundred subjects, and of more a digest that any order gives', () => {
    const ids = Array.from({ length: 101 }, (_, index) => `id-${String(index).padStart(3, '0')}`);
    expect(subjectsOf(new Set(ids.slice(0, 100))).digest).toBeUndefined();
    const many = subjectsOf(new Set(ids));
    expect([many.ids.length, many.count, many.digest]).toEqual([
      100,
      101,
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    expect(subjectsOf(new Set(ids.toReversed()))).toEqual(many);
    expect(subjectsOf(new Set([...ids.slice(1), 'other'])).digest).not.toBe(many.digest);
  });
});

describe('the disk', () => {
  const failing = (name: string, times = Number.POSITIVE_INFINITY) => {
    let failures = 0;
    return (database: Database): void => {
      failures += 1;
      if (failures > times) {
        database.exec('COMMIT');
        return;
      }
      throw Object.assign(new Error('disk'), {
        code: 'ERR_SQLITE_ERROR',
        sqliteCodeName: name,
        errstr: 'disk',
      });
    };
  };

  test('that fails refuses every record until a restart, and loses no place', async () => {
    const opened = openedUseLog({ commit: failing('SQLITE_IOERR', 1) });
    await expect(opened.log.record(read)).rejects.toThrow(/SQLITE_IOERR/);
    await expect(opened.log.record(read)).rejects.toThrow(/start again/);
    expect(opened.faults).toHaveLength(1);
    const again = opened.again();
    await again.log.record(read);
    expect(again.all().map(({ sequence }) => sequence)).toEqual([1]);
    again.log.close();
  });

  test('that is full for a moment is tried again, and the denials it lost are counted', async () => {
    const opened = openedUseLog({ commit: failing('SQLITE_FULL', 1) });
    opened.log.note(denial);
    await expect(opened.log.record(read)).rejects.toThrow(/SQLITE_FULL/);
    await opened.log.record(read);
    expect(opened.all().map(({ kind, count }) => [kind, count])).toEqual([
      ['GAP', 1],
      ['PERSONAL_READ', undefined],
    ]);
    opened.log.close();
  });
});
