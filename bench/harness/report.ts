import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartOf } from './chart';
import { writeDocument } from './document';
import type { Machine } from './machine';
import type { Result } from './measure';
import { REPOSITORY } from './processes';
import { machineText, type Run } from './run';
import type { Setting } from './suite';

/** What a run found out. */
export interface Report {
  readonly setting: Setting;
  /** As it was before the run. */
  readonly machine: Machine;
  readonly results: readonly Result[];
  readonly notes: readonly string[];
  readonly failures: readonly string[];
  /** Whether it speaks for the product (`speaksForAll`). */
  readonly isWhole: boolean;
}

/** Writes JSON and chart; of a full run of every row also the tables of docs/performance.md. */
export const writeReport = (
  { setting, machine, results, notes, failures, isWhole }: Report,
  output: string | undefined,
  say: (text: string) => void,
): void => {
  const { mode, rounds, roundMs } = setting;
  const run: Run = { at: new Date().toISOString(), mode, rounds, roundMs, machine, results, notes, failures };
  const folder = output ?? join(REPOSITORY, 'bench', 'results', isWhole ? '.' : 'partial');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${mode}.json`);
  writeFileSync(path, `${JSON.stringify(run, undefined, 1)}\n`);
  writeFileSync(join(folder, 'chart.svg'), chartOf(results, machineText(run)));
  say(`\n${machineText(run)}\nWritten to ${path} (and the chart beside it).`);
  // Of a run of some rows the document would lose the others, and a quick one says too little.
  if (output === undefined && isWhole) writeDocument(run);
};
