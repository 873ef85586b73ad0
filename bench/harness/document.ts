import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured, Result } from './measure';
import { REPOSITORY } from './processes';
import { machineText, type Run } from './run';
import { numberText, ratioText, verdictText } from './table';

const DOCUMENT = join(REPOSITORY, 'docs', 'performance.md');
const [BEGIN, END] = ['<!-- bench: begin -->', '<!-- bench: end -->'];

/** Puts the tables of a run in the place of those that stand in docs/performance.md. */
export const writeDocument = (run: Run): void => {
  if (!existsSync(DOCUMENT)) return;
  const text = readFileSync(DOCUMENT, 'utf8');
  writeFileSync(DOCUMENT, withTables(text, tablesOf(run)));
};

/** The text with these tables between its two marks; they must be there. */
export const withTables = (text: string, tables: string): string => {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`expected ${BEGIN} and then ${END} in ${DOCUMENT}`);
  return `${text.slice(0, begin)}${BEGIN}\n${tables}\n${text.slice(end)}`;
};

/** All results and goals of a run, in Markdown. */
export const tablesOf = (run: Run): string => {
  const goals = run.results.flatMap((result) =>
    result.verdicts.map(
      (verdict) => `| ${result.title} | ${verdict.contender} | ${goalCells(verdictText(verdict))} |`,
    ),
  );
  return [
    `Measured ${machineText(run)}.`,
    '',
    '### Goals',
    '',
    '| work | of | goal | measured | |',
    '|---|---|---|---|---|',
    ...goals,
    '',
    '### Everything',
    '',
    '| work | who | median | spread | product is … times as good |',
    '|---|---|---|---|---|',
    ...run.results.flatMap(rowsOf),
    ...(run.notes.length + run.failures.length === 0
      ? []
      : ['', ...run.notes, ...run.failures.map(firstLine)]),
  ].join('\n');
};

const goalCells = (text: string): string =>
  text.replace(/^(.*): ([^,]*(?:,\d{3})*[^,]*), (\w+)$/, '$1 | $2 | $3');

const rowsOf = (result: Result): readonly string[] =>
  result.measured.map((one, place) => `| ${place === 0 ? titleOf(result) : ''} | ${cellsOf(result, one)} |`);

const titleOf = ({ title, figure, row }: Result): string =>
  `${title}${figure === 'speed' || figure === 'requests' ? '' : `, ${figure}`} (\`${row}\`)`;

const cellsOf = (result: Result, one: Measured): string =>
  [
    one.kind === 'product' ? `**${one.contender}**` : one.contender,
    `${numberText(one.median)} ${result.unit}`,
    one.noisy ? `${Math.round(one.spread * 100)} %, noisy` : `${Math.round(one.spread * 100)} %`,
    ratioText(result, one),
  ].join(' | ');

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
