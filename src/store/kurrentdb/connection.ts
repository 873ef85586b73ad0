import { setMaxListeners } from 'node:events';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { Health } from '../event-store';
import { pause } from '../projector/pause';
import { StoreFault } from '../store-fault';
import { failureOf, GivenUp, Silence } from './failure';
import { RETRY_DELAY_MS, RETRY_DELAY_MS_MAX, type Timings } from './timings';

/** The client in use; `gone` aborts once it is given up, for what would wait on it without end. */
export interface Line {
  readonly client: KurrentDBClient;
  readonly gone: AbortSignal;
}

/** What a call may be: a read, a write that must not be lost, or a note that may be there without harm. */
export type Purpose = 'read' | 'note' | 'write';

/** Work on the client; it calls `alive` at every sign of life, of which the next must come within `silenceMs`. */
export type Work<Answer> = (client: KurrentDBClient, alive: () => void, silenceMs: number) => Promise<Answer>;

/**
 * A client comes back by itself from most faults, but not from all: its native part stays with a server that is gone,
 * or without one, where the first answer was a fault.
 */
const ATTEMPTS_PER_CLIENT = 2;

const CLOSED = 'the event store was closed';

/**
 * The one place where calls to the server are timed and repeated. A write is repeated with the same ids and the same
 * expected revision, so that it is there once however often it was sent.
 */
export class Connection {
  private line: { readonly client: KurrentDBClient; readonly ending: AbortController } | undefined;
  private readonly closing = forMany(new AbortController());
  private trouble: string | undefined;

  constructor(
    private readonly connect: () => KurrentDBClient,
    private readonly timings: Timings,
  ) {}

  get closed(): AbortSignal {
    return this.closing.signal;
  }

  get silenceMs(): number {
    return this.timings.silenceMs;
  }

  current(): Line {
    if (this.closed.aborted) throw new StoreFault('UNAVAILABLE', CLOSED);
    this.line ??= { client: this.connect(), ending: forMany(new AbortController()) };
    return { client: this.line.client, gone: this.line.ending.signal };
  }

  /** Gives a client up where it is still the one in use; what is under way on it fails and is repeated on the next. */
  renew(client: KurrentDBClient): void {
    if (this.line?.client !== client) return;
    const { ending } = this.line;
    this.line = undefined;
    ending.abort();
    void client.dispose().catch(() => undefined);
  }

  /** The answer of the server, after one attempt; throws `Silence` where there is none in time. */
  async callOnce<Answer>(work: Work<Answer>): Promise<Answer> {
    return this.attempt(this.current(), work, this.timings.silenceMs);
  }

  /** The answer of the server, after as many attempts as there is time for. */
  async call<Answer>(purpose: Purpose, work: Work<Answer>): Promise<Answer> {
    const until = Date.now() + this.timings.patienceMs;
    let delayMs = RETRY_DELAY_MS;
    for (let attempt = 1; ; attempt += 1) {
      if (this.closed.aborted) throw givenUpFault(purpose, CLOSED);
      const line = this.current();
      try {
        const answer = await this.attempt(line, work, attempt * this.timings.silenceMs);
        this.trouble = undefined;
        return answer;
      } catch (error) {
        if (this.closed.aborted) throw givenUpFault(purpose, CLOSED);
        const failure = failureOf(error);
        if (!failure.again) throw failure.fault;
        if (failure.renew || attempt >= ATTEMPTS_PER_CLIENT) this.renew(line.client);
        if (Date.now() + delayMs >= until) {
          this.trouble = notAnswering(failure.why);
          throw givenUpFault(purpose, this.trouble);
        }
      }
      await pause(delayMs, this.closed);
      delayMs = Math.min(2 * delayMs, RETRY_DELAY_MS_MAX);
    }
  }

  /** `trouble` is what a subscription knows that calls do not. */
  health(trouble?: string): Health {
    const why = this.closed.aborted ? CLOSED : (trouble ?? this.trouble);
    return why === undefined ? { status: 'ready' } : { status: 'failed', why };
  }

  async close(): Promise<void> {
    this.closing.abort();
    const { line } = this;
    this.line = undefined;
    line?.ending.abort();
    if (line === undefined) return;
    // The client waits until its streams have ended, which may be never.
    const ended = new AbortController();
    const disposed = line.client
      .dispose()
      .catch(() => undefined)
      .finally(() => ended.abort());
    await Promise.race([disposed, pause(this.timings.silenceMs, ended.signal)]);
  }

  private attempt<Answer>({ client, gone }: Line, work: Work<Answer>, silenceMs: number): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const giveUp = (): void => reject(new GivenUp());
      const timer = setTimeout(() => reject(new Silence()), silenceMs);
      gone.addEventListener('abort', giveUp, { once: true });
      const ended = (): void => {
        clearTimeout(timer);
        gone.removeEventListener('abort', giveUp);
      };
      work(client, () => timer.refresh(), silenceMs)
        .then(resolve, reject)
        .finally(ended);
    });
  }
}

/** Each call that is under way listens, and Node would warn of a leak. */
const forMany = (controller: AbortController): AbortController => {
  setMaxListeners(0, controller.signal);
  return controller;
};

/** Why nothing comes from the server. */
export const notAnswering = (why: string): string => `the event store does not answer: ${why}`;

/** What a caller is told: after a write that got no answer nobody knows; a read or a note has changed nothing. */
const givenUpFault = (purpose: Purpose, why: string): StoreFault =>
  purpose === 'write'
    ? new StoreFault('OUTCOME_UNKNOWN', `${why}; repeat the same command to learn what became of it`)
    : new StoreFault('UNAVAILABLE', why);
