import type { PreparedAppend } from '../prepared-append';
import { StoreFault } from '../store-fault';
import type { Answer, Answers } from './append';

/** The most appends that wait to be sent; the next is told that the store is busy. */
export const APPENDS_WAITING_MAX = 10_000;
/** The most bytes of JSON that wait to be sent. */
export const BYTES_WAITING_MAX = 128 * 1024 * 1024;
/** The most appends that share one call, and so one commit. */
export const APPENDS_PER_CALL_MAX = 500;
/** The bytes of JSON after which a call takes no further append. */
export const BYTES_PER_CALL_MAX = 8 * 1024 * 1024;
/** Fewer appends than this wait for the call under way: a second one would wait for its commit at the server. */
export const APPENDS_BESIDE_MIN = 8;
/** With fewer appends than this a second call at the same time costs more than it gains. */
export const APPENDS_SHARED_MIN = 32;

interface Waiting {
  readonly append: PreparedAppend;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (fault: unknown) => void;
}

/** Sends the appends of a call, and answers each. */
export type Send = (batch: readonly PreparedAppend[]) => Promise<Answers>;

/**
 * Appends that arrive together, or while calls are under way, go together as the next one: one round trip and one
 * commit, each with its own answer. There is a call at a time for each way of sending: while the server works on one,
 * this process works on the other. At most one append of a stream is under way; a later one waits for its answer.
 */
export class GroupCommit {
  private queue: Waiting[] = [];
  private bytesWaiting = 0;
  private readonly free: Send[];
  private readonly calls = new Set<Promise<void>>();
  private readonly streamsUnderWay = new Set<string>();
  private isWoken = false;
  private stopped: string | undefined;

  constructor(ways: readonly Send[]) {
    this.free = [...ways];
  }

  append(append: PreparedAppend): Promise<Answer> {
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
    await Promise.all(this.calls);
  }

  private overload(): string | undefined {
    const full = this.queue.length >= APPENDS_WAITING_MAX || this.bytesWaiting >= BYTES_WAITING_MAX;
    return full ? `${this.queue.length} appends already wait for PostgreSQL; try again later` : undefined;
  }

  /** In a later turn, so that what arrives in this one goes along. */
  private wake(): void {
    if (this.isWoken) return;
    this.isWoken = true;
    setImmediate(() => {
      this.isWoken = false;
      this.callAll();
    });
  }

  private callAll(): void {
    for (let send = this.free.at(-1); send !== undefined; send = this.free.at(-1)) {
      if (this.calls.size > 0 && this.queue.length < APPENDS_BESIDE_MIN) return;
      const share = Math.max(Math.ceil(this.queue.length / this.free.length), APPENDS_SHARED_MIN);
      const batch = this.take(Math.min(share, APPENDS_PER_CALL_MAX));
      if (batch.length === 0) return;
      this.free.pop();
      const call = this.call(send, batch);
      this.calls.add(call);
      void call.then(() => this.calls.delete(call));
    }
  }

  private async call(send: Send, batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await send(batch.map(({ append }) => append));
      batch.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined)
          reject(new Error(`expected ${batch.length} answers, got ${answers.length}`));
        else resolve(answer);
      });
    } catch (fault) {
      for (const { reject } of batch) reject(fault);
    }
    for (const { append } of batch) this.streamsUnderWay.delete(append.stream);
    this.free.push(send);
    if (this.queue.length > 0) this.wake();
  }

  /** The next call: in the order of arrival, of each stream only the first. */
  private take(appendsMax: number): readonly Waiting[] {
    const held = new Set<string>();
    const taken: Waiting[] = [];
    let bytes = 0;
    this.queue = this.queue.filter((waiting) => {
      const { stream, bytes: size } = waiting.append;
      const isFull = taken.length >= appendsMax || bytes >= BYTES_PER_CALL_MAX;
      // One that waits keeps the later ones of its stream behind it.
      if (isFull || held.has(stream) || this.streamsUnderWay.has(stream)) {
        held.add(stream);
        return true;
      }
      this.streamsUnderWay.add(stream);
      taken.push(waiting);
      bytes += size;
      return false;
    });
    this.bytesWaiting -= bytes;
    return taken;
  }
}
