import { readOptions, speaksForAll } from '../../bench/harness/options';
import { hasAll } from '../../bench/harness/peers-installed';
import { SUITES } from '../../bench/suites';

const read = (...words: readonly string[]) => readOptions(words, SUITES);

test('the command line names modes, suites and rows', () => {
  expect(
    read('--quick', 'q1', 'import', '--tier=M', '--rounds=3', '--round-ms=2000', '--output=there'),
  ).toEqual({
    mode: 'quick',
    large: false,
    rows: ['q1', 'import'],
    output: 'there',
    tier: 'M',
    rounds: 3,
    roundMs: 2_000,
  });
  expect(read('sqlite').rows).toContain('append-64-sqlite');
  expect(read().rows).toHaveLength(SUITES.flatMap(({ rows }) => rows).length);
});

test.each([
  ['--slow', 'expected one of --tiny'],
  ['q99', 'expected a suite or a row, got q99; there are sqlite (append-1-sqlite'],
  ['--tier=XXL', 'expected a tier (tiny, S, M, L), got XXL'],
  ['--tier=toString', 'expected a tier'],
  ['--rounds=0', 'expected a whole number from 1 on, got 0'],
  ['--output=', 'expected a folder after --output=, got nothing'],
])('%s is refused before anything is measured', (word, why) => {
  expect(() => read(word)).toThrow(why);
});

test('only a full run of every row is shown in the documentation', () => {
  const isShown = (...words: readonly string[]) => speaksForAll(read(...words), SUITES, []);
  expect([isShown(), isShown('--large')]).toEqual([true, true]);
  for (const word of ['--quick', '--tiny', '--tier=S', '--rounds=5', '--round-ms=100', 'q1'])
    expect([word, isShown(word)]).toEqual([word, false]);
  expect(speaksForAll(read(), SUITES, ['growth could not be measured'])).toBe(false);
});

test('peers are installed anew where the lock names others, or where an install was not finished', () => {
  const lock = (packages: Parameters<typeof hasAll>[0]['packages']) => ({ packages });
  const locked = lock({ '': {}, a: { version: '1.0.0' }, b: { version: '2.0.0', optional: true } });
  expect(hasAll(locked, lock({ a: { version: '1.0.0' } }))).toBe(true);
  expect(hasAll(locked, lock({ a: { version: '1.0.0' }, b: { version: '2.0.1', optional: true } }))).toBe(
    false,
  );
  expect(hasAll(locked, lock({ a: { version: '1.0.1' } }))).toBe(false);
  expect(hasAll(locked, lock({}))).toBe(false);
});
