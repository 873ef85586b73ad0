import type { ClientConfig } from 'pg';
import { openSession, type PostgresSession } from './session';

/** How long to wait before a lost connection is made anew: doubled each time, up to the most. */
export const RECONNECT_MS_MIN = 50;
export const RECONNECT_MS_MAX = 1_000;

/**
 * Told with what was sent, and over which connection of the server; with nothing after the connection was made (anew),
 * for notices may have been missed.
 */
export type OnNotice = (payload: string | undefined, backend?: number) => void;

/** Listening to one channel, until it is stopped. */
export interface Listening {
  /** True while notices come in; what is sent at other times is not heard, but the next connection is told of. */
  readonly isConnected: boolean;
  stop(): void;
}

/** One connection for all channels that a process listens to; it is made anew for as long as this is not closed. */
export class Listener {
  private readonly channels = new Map<string, Set<OnNotice>>();
  private session: PostgresSession | undefined;
  private running: Promise<void> | undefined;
  private readonly end = new AbortController();

  constructor(private readonly settings: ClientConfig) {}

  listen(channel: string, onNotice: OnNotice): Listening {
    if (!/^[a-z_]{1,63}$/.test(channel)) throw new Error(`expected the name of a channel, got ${channel}`);
    const told = this.channels.get(channel) ?? new Set();
    told.add(onNotice);
    this.channels.set(channel, told);
    this.running ??= this.run();
    if (this.session !== undefined) this.join(this.session, channel, onNotice);
    const isConnected = (): boolean => this.session !== undefined;
    return {
      get isConnected() {
        return isConnected();
      },
      stop: () => told.delete(onNotice),
    };
  }

  async close(): Promise<void> {
    this.end.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    let delayMs = RECONNECT_MS_MIN;
    while (!this.end.signal.aborted) {
      if (await this.hear()) delayMs = RECONNECT_MS_MIN;
      await aborted(this.end.signal, delayMs);
      delayMs = Math.min(delayMs * 2, RECONNECT_MS_MAX);
    }
  }

  /** One connection to its end; true where there was one. A fault of it is the reason for the next. */
  private async hear(): Promise<boolean> {
    let session: PostgresSession | undefined;
    try {
      session = await openSession(this.settings, (...notice) => this.tell(...notice));
      // A channel that joins meanwhile is visited too: a map goes on to what is added to it.
      for (const channel of this.channels.keys()) await session.query(`LISTEN ${channel}`);
      this.session = session;
      for (const channel of this.channels.keys()) this.tell(channel, undefined);
      await aborted(AbortSignal.any([session.lost, this.end.signal]));
      return true;
    } catch {
      return false;
    } finally {
      this.session = undefined;
      await session?.close();
    }
  }

  private join(session: PostgresSession, channel: string, onNotice: OnNotice): void {
    session.query(`LISTEN ${channel}`).then(
      () => onNotice(undefined),
      () => undefined,
    );
  }

  private tell(channel: string, payload: string | undefined, backend?: number): void {
    for (const onNotice of this.channels.get(channel) ?? []) onNotice(payload, backend);
  }
}

/** Resolves when the signal aborts, or after a while. */
const aborted = (signal: AbortSignal, withinMs?: number): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = withinMs === undefined ? undefined : setTimeout(end, withinMs);
    signal.addEventListener('abort', end);
  });
