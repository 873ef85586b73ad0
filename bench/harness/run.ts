import { isBusy, type Machine } from './machine';
import type { Result } from './measure';
import { numberText } from './table';

/** A run as it is written down. */
export interface Run {
  readonly at: string;
  readonly mode: string;
  readonly rounds: number;
  readonly roundMs: number;
  readonly machine: Machine;
  readonly results: readonly Result[];
  readonly notes: readonly string[];
  readonly failures: readonly string[];
}

/** Where and when the run was. */
export const machineText = ({ at, mode, rounds, roundMs, machine }: Run): string => {
  const { cores, processor, memoryGb, system, node, commit } = machine;
  const where = `${cores} cores (${processor}), ${memoryGb} GB, ${system}, Node ${node}`;
  const busy = isBusy(machine)
    ? `; BUSY before the run (load ${numberText(machine.loadBefore)}): preliminary`
    : '';
  const rows = `${rounds} rounds of ${numberText(roundMs)} ms`;
  return `${at.slice(0, 10)}, commit ${commit}, ${where}; ${mode} run: ${rows}${busy}`;
};
