import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Machine, thisMachine } from './harness/machine';
import { measureSuite, type Result } from './harness/measure';
import { type Options, readOptions, speaksForAll, WrongArguments } from './harness/options';
import { buildProduct, installPeers } from './harness/prepare';
import { REPOSITORY } from './harness/processes';
import { writeReport } from './harness/report';
import { SETTINGS, type Setting } from './harness/suite';
import { resultText } from './harness/table';
import { SUITES } from './suites';

/** Measures what was asked for, prints it, and writes it down. */
const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2), SUITES);
  const { mode } = options;
  const machine = thisMachine();
  const peers = mode === 'tiny' ? false : installPeers();
  if (mode !== 'tiny') buildProduct();
  const folder = mkdtempSync(join(tmpdir(), 'liaison-bench-'));
  const kept = join(REPOSITORY, 'bench', 'data', 'kept');
  mkdirSync(kept, { recursive: true });
  try {
    await measure(options, machine, { ...SETTINGS[mode], ...options, peers, folder, kept });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const measure = async (options: Options, machine: Machine, setting: Setting): Promise<void> => {
  const results: Result[] = [];
  const notes: string[] = [];
  const failures: string[] = [];
  for (const suite of SUITES) {
    const wanted = suite.rows.filter(({ name }) => options.rows.includes(name));
    if (wanted.length === 0) continue;
    try {
      const measured = await measureSuite(suite, wanted, setting, (result) => say(resultText(result)));
      results.push(...measured.results);
      notes.push(...measured.notes.filter((note) => !notes.includes(note)));
    } catch (fault) {
      // One suite that cannot run keeps no other from being measured; the run as a whole has failed.
      failures.push(`${suite.name} could not be measured: ${told(fault)}`);
      say(`\n${failures.at(-1)}`);
    }
  }
  for (const note of notes) say(`Note: ${note}`);
  const isWhole = speaksForAll(options, SUITES, failures);
  writeReport({ setting, machine, results, notes, failures, isWhole }, options.output, say);
  if (failures.length > 0) process.exitCode = 1;
};

const told = (fault: unknown): string =>
  fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof WrongArguments ? fault.message : told(fault)}\n`);
  process.exitCode = 1;
});
