import { inOrder } from '../../src/cli/files/in-order';
import { all } from './reading';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let number = 0; number < count; number += 1) yield number;
}

describe('inOrder', () => {
  test('answers in the order of the items and has no more than the width under way', async () => {
    const underWay: (() => void)[] = [];
    const sizes: number[] = [];
    // Nothing ends before four are under way; then the last ends first.
    const work = (item: number): Promise<number> =>
      new Promise((resolve) => {
        underWay.push(() => resolve(item));
        sizes.push(underWay.length);
        if (underWay.length === 4) for (const end of underWay.splice(0).reverse()) end();
      });
    expect(await all(inOrder(numbers(48), 4, work))).toEqual(await all(numbers(48)));
    expect(Math.max(...sizes)).toBe(4);
  });

  test('ends with the first failure, after what is under way has ended', async () => {
    const ended: number[] = [];
    const work = async (item: number): Promise<number> => {
      await Promise.resolve();
      ended.push(item);
      if (item === 3) throw new Error('third');
      return item;
    };
    await expect(all(inOrder(numbers(50), 4, work))).rejects.toThrow('third');
    expect(ended).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
