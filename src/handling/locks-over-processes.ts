import { type Held, inOrder, type Lock, type Locks } from '../store/locks';
import { KeyedLocks } from './keyed-locks';

/**
 * Locks that hold within this process first and then over all processes: those who share one here need it from
 * outside once only, and who wants it alone here has the others here out of its way before it asks outside.
 */
export class LocksOverProcesses implements Locks {
  private readonly here = new KeyedLocks();

  constructor(private readonly everywhere: Locks) {}

  run<Result>(wanted: readonly Lock[], work: (held: Held) => Promise<Result>): Promise<Result> {
    const locks = inOrder(wanted);
    return this.here.run(locks, () => this.everywhere.run(locks, work));
  }
}
