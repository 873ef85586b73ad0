import type { Actor } from '../../../src/domain/actor';
import { type Context, createContext } from '../../../src/graphql/context';
import type { Basis } from '../../../src/graphql/execution/reads';
import { NotedReads } from '../../../src/graphql/read/noted-reads';
import { View } from '../../../src/graphql/read/view';
import type { Liaison } from '../../../src/handling/liaison';

const actor: Actor = { kind: 'ANALYTICS_SUBSCRIBER', id: 'warehouse' };
const SNAPSHOT = { position: 1 };
const models = { current: () => SNAPSHOT } as unknown as Liaison['models'];
const context: Context = createContext({
  liaison: { models } as Liaison,
  actor,
  signal: new AbortController().signal,
  correlationId: 'noted',
  modelStates: async () => [],
});
const source = () => ({ view: new View(models, SNAPSHOT, '2026-03-01T12:00:00.000Z', 'store:1') });

/** What is read, as often as it is. */
let value: unknown = 'first';
const again = () => value;
const noted = (reads: NotedReads, ...names: readonly string[]) => {
  reads.begin();
  for (const name of names) reads.note(name, value, again);
  return reads.end() as Basis;
};

beforeEach(() => {
  value = 'first';
});

describe('what a text rests on', () => {
  test('holds as long as the same is read again', () => {
    const reads = new NotedReads(context);
    const basis = noted(reads, 'a');
    expect(reads.holds(basis, source())).toBe(true);
    value = 'second';
    expect(reads.holds(basis, source())).toBe(false);
  });

  test('is counted, each thing once', () => {
    expect(noted(new NotedReads(context), 'a', 'b', 'a').size).toBe(2);
  });

  test('is read again once in a state', () => {
    const reads = new NotedReads(context);
    const basis = noted(reads, 'a');
    const one = source();
    expect(reads.holds(basis, one)).toBe(true);
    // Which cannot be, and so would show that it was looked at.
    value = 'second';
    expect(reads.holds(basis, one)).toBe(true);
  });

  test('is part of what the texts rest on that it is part of, also where it was made before', () => {
    const reads = new NotedReads(context);
    const inner = noted(reads, 'a');
    reads.begin();
    reads.holds(inner, source());
    const outer = reads.end() as Basis;
    expect(reads.holds(outer, source())).toBe(true);
    value = 'second';
    expect(reads.holds(outer, source())).toBe(false);
  });

  test('is unknown where something was waited for or hidden, there and in what it is part of', () => {
    const reads = context.reads;
    for (const leftOut of [
      () => reads.note('later', Promise.resolve(1), again),
      () => reads.note('not remembered', {}, again),
      () => context.loaders.hide('something', undefined, undefined),
    ]) {
      reads.begin();
      reads.begin();
      leftOut();
      expect([reads.end(), noted(reads, 'a'), reads.end()]).toEqual([
        undefined,
        expect.anything(),
        undefined,
      ]);
    }
  });

  test('does not hold where it cannot be read, or not at once', async () => {
    const reads = new NotedReads(context);
    const basis = noted(reads, 'a');
    const broken = noted(reads, 'a');
    value = Promise.reject(new Error('away'));
    expect(reads.holds(basis, source())).toBe(false);
    await Promise.resolve();
    expect(reads.holds(broken, {})).toBe(false);
  });
});
