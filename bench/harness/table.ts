import type { Verdict } from './goals';
import type { Measured, Result } from './measure';
import { timesAsGood } from './statistics';

/** A number with as many digits as it has meaning. */
export const numberText = (value: number): string => {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: 0 });
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** The product is the measure of the others: how many times as good it is as this one. */
export const ratioText = ({ better, measured }: Result, other: Measured): string => {
  const own = measured.find(({ kind }) => kind === 'product');
  if (own === undefined || own === other) return '';
  return `${numberText(timesAsGood(better, own.median, other.median))} ×`;
};

/** A verdict in words. */
export const verdictText = ({ goal, got, outcome }: Verdict): string =>
  `${goal}: ${numberText(got)}, ${outcome}`;

/** One result for the terminal. */
export const resultText = (result: Result): string => {
  const { row, title, figure, unit, measured, verdicts, sameAnswers } = result;
  const lines = measured.map((one) => {
    const name = one.contender.padEnd(30);
    const median = `${numberText(one.median)} ${unit}`.padStart(22);
    const spread = `± ${percent(one.spread)}`.padStart(9);
    return `  ${name}${median}${spread}${ratioText(result, one).padStart(12)}${one.noisy ? '  noisy' : ''}`;
  });
  const answers = sameAnswers > 1 ? ` (${sameAnswers} gave the same answer)` : '';
  return [
    `\n${row} · ${figure} · ${title}${answers}`,
    ...lines,
    ...verdicts.map((verdict) => `  goal ${verdictText(verdict)}`),
  ].join('\n');
};
