import { TIERS, type TierName } from '../data/tiers';
import type { Mode, Suite } from './suite';

/** What the command line asks for. */
export interface Options {
  readonly mode: Mode;
  readonly large: boolean;
  /** Names of the rows to measure. */
  readonly rows: readonly string[];
  /** A folder for the results; absent, they go to `bench/results` where they speak for the product (`speaksForAll`). */
  readonly output?: string;
  /** Other than the mode has them, for whoever looks into one row. */
  readonly tier?: TierName;
  readonly rounds?: number;
  readonly roundMs?: number;
}

/** The command line asks for what is not there; the message says what was expected and what came. */
export class WrongArguments extends Error {}

const FLAGS = ['--tiny', '--quick', '--large'];
const NAMED = ['output', 'tier', 'rounds', 'round-ms'] as const;

/** Reads `npm run bench -- [--quick | --tiny] [--large] [--output=folder] [suite or row …]`. */
export const readOptions = (words: readonly string[], suites: readonly Suite[]): Options => {
  const named = (name: (typeof NAMED)[number]) =>
    words.find((word) => word.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
  const unknown = words.find(
    (word) =>
      word.startsWith('-') && !FLAGS.includes(word) && !NAMED.some((name) => word.startsWith(`--${name}=`)),
  );
  if (unknown !== undefined) {
    const known = [...FLAGS, ...NAMED.map((name) => `--${name}=…`)].join(', ');
    throw new WrongArguments(`expected one of ${known}, got ${unknown}`);
  }
  const [output, tier, rounds, roundMs] = NAMED.map(named);
  if (tier !== undefined && !Object.hasOwn(TIERS, tier))
    throw new WrongArguments(`expected a tier (${Object.keys(TIERS).join(', ')}), got ${tier}`);
  if (output === '') throw new WrongArguments('expected a folder after --output=, got nothing');
  return {
    mode: words.includes('--tiny') ? 'tiny' : words.includes('--quick') ? 'quick' : 'full',
    large: words.includes('--large'),
    rows: rowsNamed(
      words.filter((word) => !word.startsWith('-')),
      suites,
    ),
    ...(output === undefined ? {} : { output }),
    ...(tier === undefined ? {} : { tier: tier as TierName }),
    ...(rounds === undefined ? {} : { rounds: numberOf(rounds) }),
    ...(roundMs === undefined ? {} : { roundMs: numberOf(roundMs) }),
  };
};

/** Whether the README and docs/performance.md may show a run: every row, at full length, with all its data, and no suite failed. */
export const speaksForAll = (
  { mode, rows, tier, rounds, roundMs }: Options,
  suites: readonly Suite[],
  failures: readonly string[],
): boolean =>
  failures.length === 0 &&
  mode === 'full' &&
  [tier, rounds, roundMs].every((own) => own === undefined) &&
  suites.every((suite) => suite.rows.every(({ name }) => rows.includes(name)));

const numberOf = (text: string): number => {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new WrongArguments(`expected a whole number from 1 on, got ${text}`);
};

const rowsNamed = (words: readonly string[], suites: readonly Suite[]): readonly string[] => {
  const all = suites.flatMap(({ rows }) => rows.map(({ name }) => name));
  if (words.length === 0) return all;
  return words.flatMap((word) => {
    const suite = suites.find(({ name }) => name === word);
    if (suite !== undefined) return suite.rows.map(({ name }) => name);
    if (all.includes(word)) return [word];
    const known = suites.map(({ name, rows }) => `${name} (${rows.map((row) => row.name).join(', ')})`);
    throw new WrongArguments(`expected a suite or a row, got ${word}; there are ${known.join(', ')}`);
  });
};
