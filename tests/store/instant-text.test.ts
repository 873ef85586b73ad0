import { instantText } from '../../src/store/instant-text';

const DAY_MS = 86_400_000;

test('an instant is written as Date writes it, on whatever day and after whatever other', () => {
  const days = [0, 1, 365, 19_782, 20_783, -1, -20_000, 2_932_896];
  const moments = [0, 1, 999, 1_000, 59_999, 60_000, 3_599_999, 3_600_000, 45_296_789, DAY_MS - 1];
  const instants = days.flatMap((day) => moments.map((moment) => day * DAY_MS + moment));
  for (const instant of [...instants, ...instants.toReversed()]) {
    expect(instantText(instant)).toBe(new Date(instant).toISOString());
  }
});
