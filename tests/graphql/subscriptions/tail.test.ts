import { type Stretch, Tail, tailOf } from '../../../src/graphql/subscriptions/tail';
import type { EventLog } from '../../../src/store/event-log';
import { type Opened, openedProduct } from '../../handling/opened-product';
import { until } from '../../transport/try-server';

const EVENTS_MAX = 3;
const [me, somebodyElse] = [{}, {}];

let opened: Opened;
let log: EventLog;
beforeEach(async () => {
  opened = await openedProduct();
  log = opened.product.log;
  await record(2);
});
afterEach(() => opened.close());

let accounts = 0;
const record = async (count: number): Promise<void> => {
  for (let number = 0; number < count; number += 1) {
    accounts += 1;
    const accountId = `40000000-0000-4000-8000-${String(accounts).padStart(12, '0')}`;
    await opened.send('registerAccount', { accountId, name: `Contoso ${accounts}` });
  }
};

const positions = ({ events }: Stretch): readonly number[] => events.map(({ position }) => position);

/** Everything behind a position, taken as a subscriber takes it. */
const allAfter = async (tail: Tail, start: number, head: number): Promise<readonly number[]> => {
  const taken: number[] = [];
  for (let position = start; position < head; ) {
    const stretch = await tail.after(position);
    taken.push(...positions(stretch));
    position = stretch.position;
  }
  return taken;
};

const upTo = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + 1 + index);

describe('the tail of the log', () => {
  test('tells everybody the same events of what is recorded while it is followed', async () => {
    const tail = new Tail(log, {}, () => undefined, EVENTS_MAX);
    tail.follow(me);
    const start = await log.head();
    await tail.after(start);
    await record(1);
    const head = await log.head();
    await until(() => tail.growth > 1);
    const [one, other] = await Promise.all([tail.after(start), tail.after(start)]);
    expect(positions(one)).toEqual([head]);
    expect(one.events[0]).toBe(other.events[0]);
    tail.leave(me);
  });

  test('leaves nothing out and repeats nothing, wherever one begins and however long ago', async () => {
    const tail = new Tail(log, {}, () => undefined, EVENTS_MAX);
    tail.follow(me);
    await tail.after(await log.head());
    await record(3 * EVENTS_MAX);
    const head = await log.head();
    await until(() => tail.growth > 3 * EVENTS_MAX);
    for (let start = 0; start <= head; start += 1)
      expect(await allAfter(tail, start, head)).toEqual(upTo(start, head));
    tail.leave(me);
  });

  test('wakes whoever waits, and at once whoever has missed the growth', async () => {
    const tail = new Tail(log, {}, () => undefined);
    tail.follow(me);
    await tail.after(await log.head());
    const seen = tail.growth;
    const woken: string[] = [];
    tail.whenGrown(seen, () => woken.push('waiting'));
    const gone = () => void woken.push('gone');
    tail.whenGrown(seen, gone);
    tail.forget(gone);
    await record(1);
    await until(() => woken.length > 0);
    tail.whenGrown(seen, () => woken.push('late'));
    expect(woken).toEqual(['waiting', 'late']);
    tail.leave(me);
  });

  test('is one for all with the same filter, and ends with the last that follows it', async () => {
    const tail = tailOf(log, { types: ['AccountRegistered'] });
    tail.follow(me);
    tail.follow(somebodyElse);
    expect(tailOf(log, { types: ['AccountRegistered'] })).toBe(tail);
    expect(tailOf(log, { streams: ['account-'] })).not.toBe(tail);
    tail.leave(me);
    tail.leave(me);
    expect(tailOf(log, { types: ['AccountRegistered'] })).toBe(tail);
    tail.leave(somebodyElse);
    expect(tailOf(log, { types: ['AccountRegistered'] })).not.toBe(tail);
  });

  test('tells its followers of a fault, and begins anew for who comes later', async () => {
    const tail = tailOf(log, {});
    tail.follow(me);
    const start = await log.head();
    await tail.after(start);
    await log.close();
    await until(() => tailOf(log, {}) !== tail);
    await expect(tail.after(start)).rejects.toThrow('closed');
  });
});
