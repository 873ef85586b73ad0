import type { Measured } from './measure';
import { timesAsGood } from './statistics';
import type { Goal } from './suite';

/** How a goal came out. A noisy figure proves nothing either way. */
export interface Verdict {
  readonly contender: string;
  /** The goal in words. */
  readonly goal: string;
  readonly wanted: number;
  readonly got: number;
  readonly outcome: 'reached' | 'missed' | 'noisy';
}

/** Judges one goal; nothing where one of the two did not take part. */
export const judge = (
  goal: Goal,
  better: 'higher' | 'lower',
  unit: string,
  measured: readonly Measured[],
): readonly Verdict[] => {
  const find = (name: string) => measured.find(({ contender }) => contender === name);
  const own = find(goal.contender);
  if (own === undefined) return [];
  const { contender } = goal;
  if ('atMost' in goal || 'atLeast' in goal) {
    const [wanted, words] = 'atMost' in goal ? [goal.atMost, 'at most'] : [goal.atLeast, 'at least'];
    const isReached = 'atMost' in goal ? own.median <= wanted : own.median >= wanted;
    const outcome = own.noisy ? 'noisy' : isReached ? 'reached' : 'missed';
    return [
      {
        contender,
        goal: `${words} ${wanted.toLocaleString('en')} ${unit}`,
        wanted,
        got: own.median,
        outcome,
      },
    ];
  }
  const other = find(goal.against);
  if (other === undefined) return [];
  const got = timesAsGood(better, own.median, other.median);
  const outcome = own.noisy || other.noisy ? 'noisy' : got >= goal.times ? 'reached' : 'missed';
  return [{ contender, goal: `${goal.times} × ${goal.against}`, wanted: goal.times, got, outcome }];
};
