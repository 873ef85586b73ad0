import type { Filter, KurrentDBClient, RecordedEvent } from '@kurrent/kurrentdb-client';
import type { AppendedSignal } from '../appended-signal';
import type { LogPage, LogRange, StoredEvent } from '../event-store';
import { EVENTS_PER_READ_MAX } from '../event-store';
import { isWanted } from '../log-filter';
import { pause } from '../projector/pause';
import { type Connection, type Line, notAnswering } from './connection';
import { failureOf, GivenUp, Silence } from './failure';
import { filterFor, isVisible } from './log-reader';
import { placeOf } from './records';
import { RETRY_DELAY_MS, RETRY_DELAY_MS_MAX } from './timings';
import { positionOf, readBack } from './wire-event';

/** The most events that are kept for readers who are nearly level. */
export const TAIL_EVENTS_MAX = 256;
/** Attempts after which the store says that the server is away. */
const ATTEMPTS_IN_SILENCE = 2;
/** How many times as long a subscription may take to be confirmed, where it took too long before. */
const SILENCES_MAX = 4;

/** What a tail works with. */
export interface TailParts {
  readonly connection: Connection;
  /** Position of the last event when the store was opened. */
  readonly start: number;
  readonly appended: AppendedSignal;
  /** Asks the server for the position of the last event. */
  readonly head: () => Promise<number>;
  /** Told of each event, whoever wrote it. */
  readonly onEvent: (event: StoredEvent) => void;
}

/**
 * The end of the log as it grows: one subscription of the process, from which all its live readers are served. It
 * begins anew from where it was when the server or the connection goes away, so that nothing is lost or doubled.
 */
export class LiveTail {
  private held: readonly StoredEvent[] = [];
  /** The tail holds everything that readers see after this position. */
  private from: number;
  /** Position of the last event that has come. */
  private position: number;
  /** Where to begin anew: an event that has come, or a checkpoint behind it. */
  private resumeAt: number;

  constructor(private readonly parts: TailParts) {
    this.from = parts.start;
    this.position = parts.start;
    this.resumeAt = parts.start;
  }

  /** Why nothing comes; `undefined` where the tail is level with the log, or soon will be. */
  trouble: string | undefined;

  /** Follows the log until the store is closed. */
  async run(): Promise<void> {
    const { connection } = this.parts;
    let attempts = 0;
    let silences = 1;
    while (!connection.closed.aborted) {
      let line: Line | undefined;
      try {
        line = connection.current();
        await this.follow(line, silences * connection.silenceMs, () => {
          attempts = 0;
          silences = 1;
          this.trouble = undefined;
        });
      } catch (error) {
        attempts += 1;
        if (error instanceof Silence) silences = Math.min(silences + 1, SILENCES_MAX);
        const failure = failureOf(error);
        if (failure.again && failure.renew && line !== undefined) connection.renew(line.client);
        if (!failure.again) this.trouble = failure.fault.message;
        else if (attempts >= ATTEMPTS_IN_SILENCE) this.trouble = notAnswering(failure.why);
      }
      await pause(Math.min(RETRY_DELAY_MS * 2 ** attempts, RETRY_DELAY_MS_MAX), connection.closed);
    }
  }

  /** What comes after a position, as far as it has come here; `undefined` where the tail does not reach back to it. */
  page({ after, limit = EVENTS_PER_READ_MAX, ...filter }: LogRange): LogPage | undefined {
    if (after < this.from) return undefined;
    const wanted = this.held.filter((event) => event.position > after && isWanted(event, filter));
    if (wanted.length <= limit) {
      return { events: wanted, position: Math.max(after, this.position), caughtUp: true };
    }
    const events = wanted.slice(0, limit);
    return { events, position: events.at(-1)?.position ?? after, caughtUp: false };
  }

  private async follow({ client, gone }: Line, silenceMs: number, onProgress: () => void): Promise<void> {
    const subscription = this.subscribe(client, onProgress);
    // What comes after the first error has nobody else to hear it.
    subscription.on('error', () => undefined);
    const ended = new AbortController();
    const giveUp = (): unknown => subscription.destroy(new GivenUp());
    const silence = setTimeout(() => subscription.destroy(new Silence()), silenceMs);
    gone.addEventListener('abort', giveUp, { once: true });
    subscription.on('confirmation', () => clearTimeout(silence));
    subscription.on('caughtUp', onProgress);
    void this.watch(ended.signal, () => subscription.destroy(new Silence()));
    try {
      for await (const { event } of subscription) if (event !== undefined) this.take(event);
      // The server ended the subscription in good order, as it does when it stops.
      throw new GivenUp();
    } finally {
      ended.abort();
      clearTimeout(silence);
      gone.removeEventListener('abort', giveUp);
      void subscription.unsubscribe().catch(() => undefined);
    }
  }

  /** A subscription may be silent because nothing happens, or because it is broken: the head of the log tells. */
  private async watch(ended: AbortSignal, giveUp: () => unknown): Promise<void> {
    const { silenceMs } = this.parts.connection;
    while (!ended.aborted) {
      await pause(2 * silenceMs, ended);
      const before = this.position;
      const head = await this.parts.head().catch(() => before);
      await pause(silenceMs, ended);
      if (!ended.aborted && this.position === before && before < head) giveUp();
    }
  }

  private subscribe(client: KurrentDBClient, onProgress: () => void) {
    const filter: Filter = {
      ...filterFor({}),
      checkpointReached: async ({ readableLength, destroyed }, { commit }) => {
        onProgress();
        // The client tells a checkpoint before the events in front of it are taken; a break would lose those.
        if (readableLength === 0 && !destroyed) this.resumeAt = Math.max(this.resumeAt, Number(commit));
      },
    };
    return client.subscribeToAll({
      fromPosition: this.resumeAt === 0 ? 'start' : placeOf(this.resumeAt),
      filter,
    });
  }

  private take(record: RecordedEvent): void {
    const position = positionOf(record);
    if (isVisible(record) && position > this.position) this.hold(readBack(record).event);
    // Only now: an event that cannot be read is not passed over, the tail stays in front of it.
    this.resumeAt = Math.max(this.resumeAt, position);
  }

  private hold(event: StoredEvent): void {
    this.held = [...this.held.slice(1 - TAIL_EVENTS_MAX), event];
    if (this.held.length === TAIL_EVENTS_MAX) this.from = this.held[0]?.position ?? this.from;
    this.position = event.position;
    this.parts.onEvent(event);
    this.parts.appended.raise();
  }
}
