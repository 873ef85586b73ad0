import { setImmediate as turn } from 'node:timers/promises';
import { WRITES_UNDER_WAY_MAX, WriteGate } from '../../../src/store/kurrentdb/write-gate';

/** Writes that wait until they are told to end. */
const writes = (gate: WriteGate) => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const begin = (name: string, bytes = 1_000): Promise<void> =>
    gate.run(bytes, () => {
      begun.push(name);
      return new Promise<void>((end) => ends.set(name, end));
    });
  return { begun, begin, end: (name: string) => ends.get(name)?.() };
};

const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `write ${index}`);

describe('the gate of writes', () => {
  test('lets so many pass as the stream has room for, and the others in their order', async () => {
    const { begun, begin, end } = writes(new WriteGate());
    const all = names(WRITES_UNDER_WAY_MAX + 3);
    for (const name of all) void begin(name);
    await turn();
    expect(begun).toEqual(all.slice(0, WRITES_UNDER_WAY_MAX));
    end('write 5');
    end('write 0');
    await turn();
    expect(begun).toEqual(all.slice(0, WRITES_UNDER_WAY_MAX + 2));
  });

  test('lets one that takes several messages pass alone, and none past it', async () => {
    const { begun, begin, end } = writes(new WriteGate());
    void begin('before');
    void begin('large', 5_000_000);
    void begin('behind');
    await turn();
    expect(begun).toEqual(['before']);
    end('before');
    await turn();
    expect(begun).toEqual(['before', 'large']);
    end('large');
    await turn();
    expect(begun).toEqual(['before', 'large', 'behind']);
  });

  test('frees the place of a write that fails', async () => {
    const gate = new WriteGate();
    const failing = names(2 * WRITES_UNDER_WAY_MAX).map(() =>
      gate.run(1, async () => {
        throw new Error('failed');
      }),
    );
    for (const { status } of await Promise.allSettled(failing)) expect(status).toBe('rejected');
    await expect(gate.run(5_000_000, async () => 'passed')).resolves.toBe('passed');
  });
});
