import { setImmediate as turn } from 'node:timers/promises';
import type { Appended, Conflict } from '../event-store';
import type { PreparedAppend } from '../prepared-append';
import { StoreFault } from '../store-fault';
import type { Answers } from './append';

/** The most appends that wait to be sent; the next is told that the store is busy. */
export const APPENDS_WAITING_MAX = 10_000;
/** The most bytes of JSON that wait to be sent. */
export const BYTES_WAITING_MAX = 128 * 1024 * 1024;
/** The most appends that share one call, and so one commit. */
export const APPENDS_PER_CALL_MAX = 500;
/** The bytes of JSON after which a call takes no further append. */
export const BYTES_PER_CALL_MAX = 8 * 1024 * 1024;

interface Waiting {
  readonly append: PreparedAppend;
  readonly resolve: (answer: Appended | Conflict) => void;
  readonly reject: (fault: unknown) => void;
}

/** Sends the appends of a call, and answers each. */
export type Send = (batch: readonly PreparedAppend[]) => Promise<Answers>;

/**
 * Appends that arrive together, or while a call is under way, go together as the next one: one round trip and one
 * commit, each with its own answer. At most one of a stream is in a call; a later one waits for the next.
 */
export class GroupCommit {
  private queue: Waiting[] = [];
  private bytesWaiting = 0;
  private sending: Promise<void> | undefined;
  private stopped: string | undefined;

  constructor(private readonly send: Send) {}

  append(append: PreparedAppend): Promise<Appended | Conflict> {
    const refusal = this.stopped ?? this.overload();
    if (refusal !== undefined) return Promise.reject(new StoreFault('UNAVAILABLE', refusal));
    return new Promise((resolve, reject) => {
      this.queue.push({ append, resolve, reject });
      this.bytesWaiting += append.bytes;
      this.wake();
    });
  }

  /** Refuses what still waits, none of which was sent, and everything that comes; waits for the call under way. */
  async stop(why: string): Promise<void> {
    this.stopped = why;
    for (const { reject } of this.queue.splice(0)) reject(new StoreFault('UNAVAILABLE', why));
    this.bytesWaiting = 0;
    await this.sending;
  }

  private overload(): string | undefined {
    const full = this.queue.length >= APPENDS_WAITING_MAX || this.bytesWaiting >= BYTES_WAITING_MAX;
    return full ? `${this.queue.length} appends already wait for PostgreSQL; try again later` : undefined;
  }

  /** In a later turn, so that what arrives in this one goes along. */
  private wake(): void {
    this.sending ??= this.sendAll();
  }

  private async sendAll(): Promise<void> {
    await turn();
    for (let batch = this.take(); batch.length > 0; batch = this.take()) {
      try {
        const answers = await this.send(batch.map(({ append }) => append));
        batch.forEach(({ resolve, reject }, index) => {
          const answer = answers[index];
          if (answer === undefined)
            reject(new Error(`expected ${batch.length} answers, got ${answers.length}`));
          else resolve(answer);
        });
      } catch (fault) {
        for (const { reject } of batch) reject(fault);
      }
    }
    this.sending = undefined;
  }

  /** The next call: in the order of arrival, of each stream only the first. */
  private take(): readonly Waiting[] {
    const streams = new Set<string>();
    const taken: Waiting[] = [];
    let bytes = 0;
    this.queue = this.queue.filter((waiting) => {
      const { stream, bytes: size } = waiting.append;
      const isFull = taken.length >= APPENDS_PER_CALL_MAX || bytes >= BYTES_PER_CALL_MAX;
      // One that waits keeps the later ones of its stream behind it.
      if (isFull || streams.has(stream)) return true;
      streams.add(stream);
      taken.push(waiting);
      bytes += size;
      return false;
    });
    this.bytesWaiting -= bytes;
    return taken;
  }
}
