import { AppendedSignal } from '../appended-signal';
import type { Health } from '../event-store';
import type { Listening, PostgresDatabase } from './database';
import { LOG_CHANNEL } from './log-layout';
import { readHead } from './read';

/** How often to look at the end of the log although no notice came in. */
export const LOOK_AGAIN_MS = 2_000;
/** The longest the beginning waits until notices come in; after that they come when they come. */
const LISTENING_MS_MAX = 5_000;

/**
 * Knows how far the log reaches: by notices of the processes that append, by our own appends, and by looking again,
 * should a notice be lost. Tells each growth once, however it was learnt of.
 */
export class LogWatch {
  readonly appended = new AppendedSignal();
  private readonly listening: Listening;
  private furthest = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: PostgresDatabase) {
    // A notice without a position is a connection made anew: what was sent before it was not heard.
    this.listening = database.listen(LOG_CHANNEL, (position) =>
      position === undefined ? this.appended.raise() : this.reach(Number(position)),
    );
    this.lookLater();
  }

  /** Resolves once notices come in. */
  async begun(): Promise<void> {
    await this.appended.next(0, new AbortController().signal, LISTENING_MS_MAX);
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
