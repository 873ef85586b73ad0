import { KeyDestroyed, KeyFault } from './key-fault';
import type { SubjectKey } from './key-ring';
import type { KeyOrTombstone } from './key-table';

/** The most callers that may wait for keys at once; one more is refused. */
export const ENSURES_WAITING_MAX = 20_000;
/** The most callers whose keys are made in one transaction. */
export const ENSURES_PER_COMMIT_MAX = 2_000;

type Keys = ReadonlyMap<string, SubjectKey>;

interface Waiting {
  readonly subjects: readonly string[];
  readonly resolve: (keys: Keys) => void;
  readonly reject: (error: unknown) => void;
}

/** What stands for each subject, at once or after asking a server. */
type EnsureAll = (
  subjects: ReadonlySet<string>,
) => ReadonlyMap<string, KeyOrTombstone> | Promise<ReadonlyMap<string, KeyOrTombstone>>;

/**
 * Callers of one turn of the event loop, and those who come while others are served, share one transaction and one
 * sync of the disk; each gets its own answer.
 */
export class EnsureQueue {
  private waiting: Waiting[] = [];
  private scheduled = false;

  constructor(private readonly ensureAll: EnsureAll) {}

  ensure(subjects: readonly string[]): Promise<Keys> {
    if (this.waiting.length >= ENSURES_WAITING_MAX) {
      const why = `more than ${ENSURES_WAITING_MAX} callers wait for keys; try again`;
      return Promise.reject(new KeyFault('BUSY', why));
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ subjects, resolve, reject });
      this.schedule();
    });
  }

  /** Answers everybody who waits; at once where the keys are at hand. */
  flush(): void | Promise<void> {
    while (this.waiting.length > 0) {
      const done = this.commitSome();
      if (done !== undefined) return done.then(() => this.flush());
    }
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      const done = this.commitSome();
      if (done === undefined) this.goOn();
      else void done.then(() => this.goOn());
    });
  }

  private goOn(): void {
    this.scheduled = false;
    if (this.waiting.length > 0) this.schedule();
  }

  private commitSome(): Promise<void> | undefined {
    const batch = this.waiting.slice(0, ENSURES_PER_COMMIT_MAX);
    this.waiting = this.waiting.slice(ENSURES_PER_COMMIT_MAX);
    if (batch.length === 0) return undefined;
    const answerAll = (found: ReadonlyMap<string, KeyOrTombstone>): void => {
      for (const waiting of batch) answer(waiting, found);
    };
    const refuseAll = (error: unknown): void => {
      for (const { reject } of batch) reject(error);
    };
    try {
      const found = this.ensureAll(new Set(batch.flatMap(({ subjects }) => subjects)));
      if ('then' in found) return found.then(answerAll, refuseAll);
      answerAll(found);
    } catch (error) {
      refuseAll(error);
    }
    return undefined;
  }
}

const answer = ({ subjects, resolve, reject }: Waiting, found: ReadonlyMap<string, KeyOrTombstone>): void => {
  const keys = new Map<string, SubjectKey>();
  for (const subject of subjects) {
    const key = found.get(subject);
    if (key === 'destroyed') {
      reject(new KeyDestroyed(subject));
      return;
    }
    if (key !== undefined) keys.set(subject, key);
  }
  resolve(keys);
};
