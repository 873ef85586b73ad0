import { RecentlyUsed } from '../../src/store/recently-used';

const kept = (values: RecentlyUsed<number>, names: readonly string[]): readonly (number | undefined)[] =>
  names.map((name) => values.get(name));

describe('values that were used recently', () => {
  test('are found by their names, each as it was set last', () => {
    const values = new RecentlyUsed<number>(4);
    values.set('one', 1);
    values.set('one', 2);
    expect(kept(values, ['one', 'two'])).toEqual([2, undefined]);
  });

  test('are found as they were set last, however long they are kept', () => {
    const values = new RecentlyUsed<number>(4);
    for (const [name, value] of [
      ['one', 1],
      ['two', 2],
      ['one', 3],
    ] as const)
      values.set(name, value);
    expect(values.get('one')).toBe(3);
    for (const name of ['three', 'four']) values.set(name, 4);
    expect(values.get('one')).not.toBe(1);
  });

  test('are kept while they are used, and let go when they are not', () => {
    const values = new RecentlyUsed<number>(4);
    values.set('used', 0);
    values.set('unused', 0);
    for (let number = 1; number <= 20; number += 1) {
      expect(values.get('used')).toBe(0);
      values.set(`other ${number}`, number);
    }
    expect(values.get('unused')).toBeUndefined();
  });

  test('are never more than their bound', () => {
    const values = new RecentlyUsed<number>(10);
    const names = Array.from({ length: 100 }, (_unused, number) => String(number));
    for (const [number, name] of names.entries()) values.set(name, number);
    const last = names.filter((name) => values.get(name) !== undefined);
    expect(last.length).toBeLessThanOrEqual(10);
    expect(last.slice(-5)).toEqual(['95', '96', '97', '98', '99']);
  });
});
