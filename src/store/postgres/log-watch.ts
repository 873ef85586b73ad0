import { AppendedSignal } from '../appended-signal';
import type { Health } from '../event-store';
import type { Listening, PostgresDatabase } from './database';
import { LOG_CHANNEL } from './log-layout';
import { readHead } from './read';

/** How often to look at the end of the log although no notice came in. */
export const LOOK_AGAIN_MS = 2_000;
/** The longest the beginning waits until notices come in; after that they come when they come. */
const LISTENING_MS_MAX = 5_000;

/** Who watches, and appends itself. */
export interface WatchedBy {
  /** Whether a notice is about an append of this process, which its answer tells of. */
  readonly isOurs: (backend: number | undefined) => boolean;
  /** Told when something may have happened of which nothing was heard. */
  readonly onMissed: () => void;
}

/**
 * Knows how far the log reaches: by notices of the processes that append, by our own appends, and by looking again,
 * should a notice be lost. Tells each growth once, however it was learnt of.
 */
export class LogWatch {
  readonly appended = new AppendedSignal();
  private readonly listening: Listening;
  private furthest = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: PostgresDatabase,
    { isOurs, onMissed }: WatchedBy,
  ) {
    this.listening = database.listen(LOG_CHANNEL, (position, backend) => {
      if (position === undefined) {
        // A connection made anew: what was sent before it was not heard.
        onMissed();
        this.appended.raise();
      } else if (!isOurs(backend)) {
        this.reach(Number(position));
      }
    });
    this.lookLater();
  }

  /** Resolves once notices come in. */
  async begun(): Promise<void> {
    await this.appended.next(0, new AbortController().signal, LISTENING_MS_MAX);
  }

  /** How far the log reaches at least, as far as it was told. */
  get known(): number {
    return this.furthest;
  }

  reach(position: number): void {
    if (position <= this.furthest) return;
    this.furthest = position;
    this.appended.raise();
  }

  health(): Health {
    if (this.appended.closed) return { status: 'failed', why: 'the event store was closed' };
    return this.listening.isConnected
      ? { status: 'ready' }
      : { status: 'failed', why: 'PostgreSQL cannot be reached; it is tried again all the time' };
  }

  close(): void {
    clearTimeout(this.timer);
    this.listening.stop();
    this.appended.close();
  }

  private lookLater(): void {
    this.timer = setTimeout(() => void this.look(), LOOK_AGAIN_MS).unref();
  }

  private async look(): Promise<void> {
    try {
      this.reach(await readHead(this.database));
    } catch {
      // Whoever reads is told what is wrong, and `health` says it too.
    }
    if (!this.appended.closed) this.lookLater();
  }
}
