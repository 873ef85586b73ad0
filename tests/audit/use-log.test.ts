import { DENIAL_DELAY_MS, RECORDS_WAITING_MAX } from '../../src/audit/use-records/bounds';
import { chained, NO_HASH } from '../../src/audit/use-records/chain';
import { StoreFault } from '../../src/store/store-fault';
import { until } from '../transport/try-server';
import { denial, openedUseLog, read, removeUseLogs, START, verdictOn } from './opened-use-log';

afterEach(removeUseLogs);

describe('the log of use', () => {
  test('keeps a record, with its place and its time', async () => {
    const { log, all } = openedUseLog();
    await log.record(read);
    expect(all()).toEqual([
      {
        ...read,
        sequence: 1,
        at: new Date(START).toISOString(),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    log.close();
  });

  test('chains each record to the one before it', async () => {
    const { log, all, path } = openedUseLog();
    await Promise.all([log.record(read), log.record(denial), log.record(read)]);
    const [first, second] = all();
    log.close();
    const body = JSON.stringify({ at: first?.at, ...read });
    expect(first?.hash).toBe(chained(NO_HASH, 1, body));
    expect(second?.hash).toBe(chained(first?.hash ?? '', 2, JSON.stringify({ at: second?.at, ...denial })));
    expect(verdictOn(path)).toMatchObject({ records: 3, findings: [], end: { sequence: 3 } });
  });

  test('goes on where it ended, with times that never fall', async () => {
    const opened = openedUseLog();
    await opened.log.record(read);
    opened.clock.now -= 60_000;
    const again = opened.again();
    await again.log.record(denial);
    expect(again.all().map(({ sequence, at }) => [sequence, at])).toEqual([
      [1, new Date(START).toISOString()],
      [2, new Date(START).toISOString()],
    ]);
    again.log.close();
    expect(verdictOn(again.path).findings).toEqual([]);
  });

  test('records a denial soon, and what waits when it is closed', async () => {
    const opened = openedUseLog();
    opened.log.note(denial);
    expect(opened.all()).toEqual([]);
    await until(() => opened.all().length === 1);
    opened.log.note({ ...denial, code: 'FORBIDDEN' });
    const again = opened.again();
    expect(again.all().map(({ code }) => code)).toEqual(['NOT_FOUND', 'FORBIDDEN']);
    expect(DENIAL_DELAY_MS).toBeLessThan(1_000);
    again.log.close();
  });

  test('counts denials of nobody together', () => {
    const { actor: _, ...nobodys } = denial;
    const opened = openedUseLog();
    for (let times = 0; times < 1_000; times += 1) opened.log.note(nobodys);
    opened.log.note({ ...nobodys, operation: 'identify' });
    const again = opened.again();
    expect(again.all().map(({ operation, count }) => [operation, count])).toEqual([
      ['contact', 1_000],
      ['identify', undefined],
    ]);
    again.log.close();
  });

  test('takes only so many at once, and counts the denials that found no room', async () => {
    const { log, all } = openedUseLog();
    const taken = Array.from({ length: RECORDS_WAITING_MAX }, () => log.record(read));
    await expect(log.record(read)).rejects.toBeInstanceOf(StoreFault);
    log.note(denial);
    log.note(denial);
    await Promise.all(taken);
    log.note(denial);
    await until(() => log.page({ kind: 'DENIAL' }, { first: 1 }).totalCount === 1);
    const gap = log.page({ kind: 'GAP' }, { first: 10 }).records;
    expect(gap.map(({ count }) => count)).toEqual([2]);
    expect(all()).toHaveLength(100);
    log.close();
  });

  test('finds by actor, operation, kind and time, newest first, page by page', async () => {
    const { log, clock } = openedUseLog();
    for (let day = 0; day < 5; day += 1) {
      await log.record(day % 2 === 0 ? read : denial);
      clock.now += 86_400_000;
    }
    const placesOf = (filter: Parameters<typeof log.page>[0]) =>
      log.page(filter, { first: 10 }).records.map(({ sequence }) => sequence);
    expect(placesOf({})).toEqual([5, 4, 3, 2, 1]);
    expect(placesOf({ actorId: 'user-1' })).toEqual([4, 2]);
    expect(placesOf({ kind: 'PERSONAL_READ' })).toEqual([5, 3, 1]);
    expect(placesOf({ operation: 'partnerContacts' })).toEqual([]);
    expect(placesOf({ from: '2026-11-02T00:00:00.000Z', to: '2026-11-04T00:00:00.000Z' })).toEqual([3, 2]);
    const first = log.page({}, { first: 2 });
    expect([first.hasNextPage, first.totalCount]).toEqual([true, 5]);
    const last = log.page({}, { first: 3, after: 4 });
    expect([last.records.map(({ sequence }) => sequence), last.hasNextPage]).toEqual([[3, 2, 1], false]);
    log.close();
  });
});
