import { isDeepStrictEqual } from 'node:util';
import { judge, type Verdict } from './goals';
import { type Summary, summarize } from './statistics';
import {
  type Contender,
  type Figures,
  type Kind,
  type OpenSuite,
  ROUNDS_MIN,
  type Row,
  type Setting,
  type Suite,
} from './suite';

/** What one contender did in a row. */
export interface Measured extends Summary {
  readonly contender: string;
  readonly kind: Kind;
}

/** One figure of one row, with all that took part. */
export interface Result {
  readonly suite: string;
  readonly row: string;
  readonly title: string;
  readonly figure: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly measured: readonly Measured[];
  readonly verdicts: readonly Verdict[];
  /** How many contenders gave the answer that was compared before; 0 where the work has none. */
  readonly sameAnswers: number;
}

/** Results, and what is to be said about who did not take part. */
export interface SuiteResult {
  readonly results: readonly Result[];
  readonly notes: readonly string[];
}

/** Measures the wanted rows of a suite; its processes are gone afterwards, whatever happens. */
export const measureSuite = async (
  suite: Suite,
  wanted: readonly Row[],
  setting: Setting,
  onResult: (result: Result) => void,
): Promise<SuiteResult> => {
  const open = await suite.open(
    setting,
    wanted.map(({ name }) => name),
  );
  try {
    const results: Result[] = [];
    for (const row of wanted) {
      for (const result of await measureRow(suite, row, open, setting)) {
        results.push(result);
        onResult(result);
      }
    }
    return { results, notes: open.notes ?? [] };
  } finally {
    await open.close();
  }
};

const measureRow = async (
  suite: Suite,
  row: Row,
  open: OpenSuite,
  setting: Setting,
): Promise<readonly Result[]> => {
  const contenders = open.contenders.filter(({ rows }) => rows.includes(row.name));
  for (const { ready } of contenders) await ready?.(row.name);
  const sameAnswers = await compareAnswers(row.name, contenders);
  const rounds = await interleave(row, contenders, setting);
  return row.figures.map(({ name, unit, better, goals = [] }) => {
    const measured = contenders.map(({ name: contender, kind }) => {
      const figures = (rounds.get(contender) ?? []).map((round) => figureIn(round, name, contender));
      return { contender, kind, ...summarize(figures) };
    });
    const verdicts = goals.flatMap((goal) => judge(goal, better, unit, measured));
    const { name: rowName, title } = row;
    return {
      suite: suite.name,
      row: rowName,
      title,
      figure: name,
      unit,
      better,
      measured,
      verdicts,
      sameAnswers,
    };
  });
};

const figureIn = (round: Figures, name: string, contender: string): number => {
  const value = round[name];
  if (value !== undefined && Number.isFinite(value)) return value;
  throw new Error(`expected the figure ${name} of ${contender}, got ${String(value)}`);
};

/** A B A B …, and each time from the other end, so that nobody always comes after the same one. */
const interleave = async (
  row: Row,
  contenders: readonly Contender[],
  { rounds: usual, roundMs, warmUpMs }: Setting,
): Promise<ReadonlyMap<string, readonly Figures[]>> => {
  const rounds = Math.min(usual, row.isWholeRun ? ROUNDS_MIN : usual);
  const found = new Map<string, Figures[]>(contenders.map(({ name }) => [name, []]));
  if (warmUpMs > 0 && !row.isWholeRun) {
    for (const { round } of contenders) await round(row.name, warmUpMs);
  }
  for (let number = 0; number < rounds; number += 1) {
    const order = number % 2 === 0 ? contenders : [...contenders].reverse();
    for (const { name, round } of order) found.get(name)?.push(await round(row.name, roundMs));
  }
  return found;
};

/** Whoever answers something else does other work, and is not measured against. */
const compareAnswers = async (row: string, contenders: readonly Contender[]): Promise<number> => {
  const answers: { readonly name: string; readonly answer: unknown }[] = [];
  for (const { name, answer } of contenders) {
    if (answer !== undefined) answers.push({ name, answer: await answer(row) });
  }
  const [first, ...others] = answers;
  const differing = others.find(({ answer }) => !isDeepStrictEqual(answer, first?.answer));
  if (differing === undefined) return answers.length;
  const [one, other] = [first, differing].map((told) => JSON.stringify(told?.answer).slice(0, 2_000));
  throw new Error(
    `${row}: expected the same answer of ${first?.name} and ${differing.name}, got\n${one}\nand\n${other}`,
  );
};
