import { addressKey } from '../../src/graphql/limits/address-key';
import { REFUSAL_COST } from '../../src/graphql/limits/bounds';
import { STANDARD_LIMITS } from '../../src/graphql/limits/limits';
import { createPlaces } from '../../src/graphql/limits/places';
import { createRateLimit } from '../../src/graphql/limits/rate-limit';
import { createTokenBuckets } from '../../src/graphql/limits/token-buckets';

const clock = () => {
  const state = { ms: 0 };
  return { state, now: () => state.ms };
};

describe('token buckets', () => {
  test('are full at first, empty as they are spent, and fill at their pace but not beyond', () => {
    const { state, now } = clock();
    const buckets = createTokenBuckets({ perSecond: 10, burst: 100, spendersMax: 5, now });
    buckets.spend('a', 90);
    expect(buckets.left('a')).toBe(10);
    expect(buckets.waitMs('a', 30)).toBe(2_000);
    state.ms = 1_000;
    expect(buckets.left('a')).toBe(20);
    state.ms = 1_000_000;
    expect(buckets.left('a')).toBe(100);
    expect(buckets.left('b')).toBe(100);
  });

  test('are remembered for so many spenders, those that spent last', () => {
    const { now } = clock();
    const buckets = createTokenBuckets({ perSecond: 1, burst: 10, spendersMax: 3, now });
    for (const spender of ['a', 'b', 'c', 'a', 'd']) buckets.spend(spender, 4);
    expect(['a', 'b', 'c', 'd'].map((spender) => buckets.left(spender))).toEqual([2, 10, 6, 6]);
  });
});

describe('the rate limit', () => {
  const limits = { ...STANDARD_LIMITS, ratePerSecond: 10, rateBurst: 100, strangerRateBurst: 50 };
  const alice = { actor: { kind: 'ADMINISTRATOR', id: 'alice' }, address: '10.0.0.1' } as const;
  const stranger = { address: '10.0.0.1' };

  test('lets an actor spend its bucket and then says how long to wait', () => {
    const { state, now } = clock();
    const rate = createRateLimit(limits, now);
    expect(rate.charge(alice, 95)).toBeUndefined();
    expect(rate.charge(alice, 35)).toBe(3);
    state.ms = 4_000;
    expect(rate.charge(alice, 35)).toBeUndefined();
  });

  test('takes something from who asks too early, so that asking in a loop does not pay', () => {
    const { now } = clock();
    const rate = createRateLimit(limits, now);
    rate.charge(alice, 100 - REFUSAL_COST);
    expect(rate.waitSeconds(alice)).toBeUndefined();
    rate.charge(alice, 50);
    expect(rate.waitSeconds(alice)).toBe(1);
  });

  test('keeps actors, kinds of actors and strangers apart', () => {
    const { now } = clock();
    const rate = createRateLimit(limits, now);
    rate.charge(alice, 100);
    rate.charge(stranger, 50);
    expect(rate.charge(alice, 1)).toBe(1);
    expect(rate.charge(stranger, 1)).toBe(1);
    expect(rate.charge({ ...alice, actor: { kind: 'AUDITOR', id: 'alice' } }, 100)).toBeUndefined();
    expect(rate.charge({ address: '10.0.0.2' }, 50)).toBeUndefined();
  });

  test('lets what costs more than a whole bucket be paid by a whole one', () => {
    const { now } = clock();
    const rate = createRateLimit(limits, now);
    expect(rate.charge(alice, 5_000)).toBeUndefined();
    expect(rate.charge(alice, 5_000)).toBe(10);
  });
});

describe('places', () => {
  test('are so many for each holder, and one given back twice is one', () => {
    const places = createPlaces(2);
    const give = places.take('a');
    expect([places.take('a'), places.take('b')].every((taken) => taken !== undefined)).toBe(true);
    expect(places.take('a')).toBeUndefined();
    give?.();
    give?.();
    expect(places.take('a')).toBeDefined();
    expect(places.take('a')).toBeUndefined();
  });
});

describe('an address', () => {
  test.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::6', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
    ['2001:db8::', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    [undefined, 'unknown'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
