import { chartOf } from '../../bench/harness/chart';
import { withTables } from '../../bench/harness/document';
import { judge } from '../../bench/harness/goals';
import { type Measured, measureSuite } from '../../bench/harness/measure';
import { quantile, summarize, timesAsGood } from '../../bench/harness/statistics';
import {
  type Contender,
  type Figures,
  ROUNDS_MIN,
  type Row,
  SETTINGS,
  type Setting,
  type Suite,
} from '../../bench/harness/suite';

const measured = (contender: string, ...rounds: readonly number[]): Measured => ({
  contender,
  kind: contender === 'product' ? 'product' : 'peer',
  ...summarize(rounds),
});

test('rounds are told by their middle, and by how far their middle half lies apart', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(summarize([100, 98, 102, 101, 99])).toMatchObject({ median: 100, spread: 0.02, noisy: false });
  expect(summarize([100, 10, 200, 190, 20])).toMatchObject({ median: 100, noisy: true });
});

test('faster is better where more is better, and slower is where less is', () => {
  expect(timesAsGood('higher', 300, 100)).toBe(3);
  expect(timesAsGood('lower', 2, 10)).toBe(5);
});

test('a goal is reached or missed by medians, and neither by noise', () => {
  const goal = { contender: 'product', times: 4, against: 'peer' };
  const verdictOn = (...all: readonly Measured[]) =>
    judge(goal, 'higher', 'x/s', all).map(({ outcome }) => outcome);
  expect(verdictOn(measured('product', 40), measured('peer', 10))).toEqual(['reached']);
  expect(verdictOn(measured('product', 39), measured('peer', 10))).toEqual(['missed']);
  expect(verdictOn(measured('product', 40), measured('peer', 1, 10, 100))).toEqual(['noisy']);
  expect(verdictOn(measured('product', 40))).toEqual([]);
  const bound = { contender: 'product', atMost: 3 };
  expect(judge(bound, 'lower', 'ms', [measured('product', 3)])[0]?.outcome).toBe('reached');
  expect(judge(bound, 'lower', 'ms', [measured('product', 3.1)])[0]?.outcome).toBe('missed');
});

const SETTING = { rounds: 3, roundMs: 1, warmUpMs: 0 } as Setting;

const suiteOf = (...contenders: readonly Contender[]) => suiteWith({}, ...contenders);

const suiteWith = (its: Partial<Row>, ...contenders: readonly Contender[]) => {
  let closed = 0;
  const suite: Suite = {
    name: 'suite',
    rows: [
      { name: 'row', title: 'Row', figures: [{ name: 'speed', unit: 'x/s', better: 'higher' }], ...its },
    ],
    open: async () => ({
      contenders,
      close: async () => {
        closed += 1;
      },
    }),
  };
  return { suite, closed: () => closed };
};

const contender = (name: string, log: string[], answer: unknown = 'same'): Contender => ({
  name,
  kind: 'peer',
  rows: ['row'],
  answer: async () => answer,
  round: async (): Promise<Figures> => {
    log.push(name);
    return { speed: log.length };
  },
});

test('those who are compared take turns, beginning with another one each time', async () => {
  const log: string[] = [];
  const { suite, closed } = suiteOf(contender('A', log), contender('B', log));
  const { results } = await measureSuite(suite, suite.rows, SETTING, () => undefined);
  expect(log).toEqual(['A', 'B', 'B', 'A', 'A', 'B']);
  expect(results).toMatchObject([{ row: 'row', sameAnswers: 2, measured: [{ median: 4 }, { median: 3 }] }]);
  expect(closed()).toBe(1);
});

test('what is told of has at least five rounds, after a warm-up unless a round is the whole work', async () => {
  const roundsOf = async (its: Partial<Row>, rounds: number): Promise<number> => {
    const log: string[] = [];
    const { suite } = suiteWith(its, contender('A', log));
    await measureSuite(suite, suite.rows, { ...SETTING, rounds, warmUpMs: 1 }, () => undefined);
    return log.length;
  };
  expect(ROUNDS_MIN).toBeGreaterThanOrEqual(5);
  for (const { rounds } of [SETTINGS.quick, SETTINGS.full]) {
    expect(rounds).toBeGreaterThanOrEqual(ROUNDS_MIN);
    expect(await roundsOf({}, rounds)).toBe(rounds + 1);
    expect(await roundsOf({ isWholeRun: true }, rounds)).toBe(ROUNDS_MIN);
  }
});

test('nothing is timed where the answers differ, and all is closed', async () => {
  const log: string[] = [];
  const { suite, closed } = suiteOf(contender('A', log), contender('B', log, 'other'));
  await expect(measureSuite(suite, suite.rows, SETTING, () => undefined)).rejects.toThrow('the same answer');
  expect(log).toEqual([]);
  expect(closed()).toBe(1);
});

test('tables go between their marks, and a document without marks is left alone', () => {
  const text = 'before\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nafter\n';
  expect(withTables(text, 'new')).toBe('before\n<!-- bench: begin -->\nnew\n<!-- bench: end -->\nafter\n');
  expect(() => withTables('nothing', 'new')).toThrow('bench: begin');
});

test('the chart is one picture that escapes what it is told', () => {
  const [row, title, unit] = ['q1', 'A < B & C', 'requests/s'];
  const result = {
    suite: 's',
    row,
    title,
    figure: 'requests',
    unit,
    better: 'higher',
    verdicts: [],
    sameAnswers: 0,
  } as const;
  const chart = chartOf([{ ...result, measured: [measured('product', 10), measured('peer', 5)] }], 'here');
  expect(chart).toContain('A &lt; B &amp; C');
  expect(chart.match(/<rect/g)).toHaveLength(3);
  expect(chart).toContain('>Liaison<');
});

test('the chart tells all about the machine, in lines as long as it is wide', () => {
  const machine = Array.from({ length: 60 }, (_, place) => `word${place}`).join(' ');
  const lines = [...chartOf([], machine).matchAll(/font-size="10">([^<]*)</g)].map(([, line]) => line ?? '');
  expect(lines.join(' ')).toBe(machine);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
});
