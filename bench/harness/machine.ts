import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { REPOSITORY } from './processes';

/** Where the figures come from: they mean nothing without it. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** How many processes wanted a core in the minute before the run; 0 where the system does not tell. */
  readonly loadBefore: number;
  /** The commit that was measured. */
  readonly commit: string;
}

/** This machine. */
export const thisMachine = (): Machine => ({
  cores: cpus().length,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  node: process.version,
  loadBefore: loadavg()[0] ?? 0,
  commit: commitOf(),
});

/** Whether so much else was going on that nothing can be concluded from the figures. */
export const isBusy = ({ cores, loadBefore }: Machine): boolean => loadBefore > cores / 2;

const commitOf = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: REPOSITORY, stdio: 'pipe' })
      .toString()
      .trim();
  } catch {
    // Unpacked from an archive: there is no history to name a commit of.
    return 'unknown';
  }
};
