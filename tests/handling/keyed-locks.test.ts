import { KeyedLocks } from '../../src/handling/keyed-locks';

const gate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

test('those who share a lock hold it together, one who wants it alone waits for them', async () => {
  const locks = new KeyedLocks();
  const { opened, open } = gate();
  const seen: string[] = [];
  const shared = { key: 'a', mode: 'shared' as const };
  const first = locks.run([shared], async () => {
    seen.push('first');
    await opened;
  });
  const second = locks.run([shared], async () => {
    seen.push('second');
    open();
  });
  const alone = locks.run([{ key: 'a', mode: 'exclusive' }], async () => {
    seen.push('alone');
  });
  await Promise.all([first, second, alone]);
  expect(seen).toEqual(['first', 'second', 'alone']);
});

test('who comes after one that waits to be alone waits behind it', async () => {
  const locks = new KeyedLocks();
  const { opened, open } = gate();
  const seen: string[] = [];
  const work = (name: string, mode: 'shared' | 'exclusive') =>
    locks.run([{ key: 'a', mode }], async () => {
      if (name === 'first') await opened;
      seen.push(name);
    });
  const all = [work('first', 'shared'), work('alone', 'exclusive'), work('late', 'shared')];
  open();
  await Promise.all(all);
  expect(seen).toEqual(['first', 'alone', 'late']);
});

test('locks wanted in opposite orders never wait for each other', async () => {
  const locks = new KeyedLocks();
  const [a, b] = ['a', 'b'].map((key) => ({ key, mode: 'exclusive' as const }));
  const works = Array.from({ length: 100 }, (_unused, index) =>
    locks.run(index % 2 === 0 ? [a!, b!] : [b!, a!], async () => index),
  );
  expect(await Promise.all(works)).toHaveLength(100);
});

test('a lock is given back where the work fails', async () => {
  const locks = new KeyedLocks();
  const wanted = [{ key: 'a', mode: 'exclusive' as const }];
  const failing = locks.run(wanted, () => Promise.reject(new Error('failed')));
  await expect(failing).rejects.toThrow('failed');
  expect(await locks.run(wanted, async () => 'next')).toBe('next');
});
