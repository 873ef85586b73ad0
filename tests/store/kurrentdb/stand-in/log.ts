import { type AppendState, decideAppend, type Expectation } from './append-rules';

/** An event as a caller proposes it. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly metadata: Uint8Array;
  readonly data: Uint8Array;
}

/** An event as the stand-in holds it. */
export interface LogRecord extends Proposed {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** .NET ticks since 1970, as text. */
  readonly created: string;
}

export type AppendResult =
  | { readonly outcome: 'success'; readonly revision: number; readonly position: number | undefined }
  | { readonly outcome: 'wrong-expected-version'; readonly current: number }
  | { readonly outcome: 'stream-deleted' };

interface StreamInfo {
  readonly records: LogRecord[];
  isTombstoned: boolean;
  /** Ids of the latest events, which a real server keeps in memory only. */
  recentIds: Map<string, LogRecord>;
}

/** What `$metadata` may say about how much of a stream is to be seen. */
interface Truncation {
  readonly $maxCount?: number;
  readonly $maxAge?: number;
  readonly $tb?: number;
}

const RECENT_IDS_MAX = 10_000;
const TICKS_PER_MS = 10_000;
/** `$tb` of a stream that was deleted softly. */
export const SOFT_DELETED = Number.MAX_SAFE_INTEGER;

/** The log of a stand-in; it outlives the listener, so that a restart can be played. */
export class StandInLog {
  readonly records: LogRecord[] = [];
  private readonly streams = new Map<string, StreamInfo>();
  private readonly waiting = new Set<() => void>();
  private end = 1_000;

  constructor() {
    this.seed();
  }

  append(stream: string, expected: Expectation, events: readonly Proposed[]): AppendResult {
    const info = this.streams.get(stream);
    const state = this.stateOf(stream, info);
    const decision = decideAppend(
      expected,
      events.map(({ id }) => id),
      state,
    );
    switch (decision.outcome) {
      case 'replay': {
        const { revision, position } = decision.record;
        return { outcome: 'success', revision, position };
      }
      case 'write':
        return this.write(stream, events, state.isSoftDeleted);
      default:
        return decision;
    }
  }

  /** The events of a stream that are to be seen, in order; `undefined` where there is no such stream. */
  visible(stream: string): readonly LogRecord[] | undefined {
    const records = this.streams.get(stream)?.records ?? [];
    const { $maxCount, $maxAge, $tb } = this.truncationOf(stream);
    if (records.length === 0 || $tb === SOFT_DELETED) return undefined;
    if ($maxCount === undefined && $maxAge === undefined && $tb === undefined) return records;
    const oldest = $maxAge === undefined ? 0 : (Date.now() - $maxAge * 1_000) * TICKS_PER_MS;
    const first = Math.max($tb ?? 0, $maxCount === undefined ? 0 : records.length - $maxCount);
    return records.filter(({ revision, created }) => revision >= first && Number(created) >= oldest);
  }

  isTombstoned(stream: string): boolean {
    return this.streams.get(stream)?.isTombstoned ?? false;
  }

  lastRevision(stream: string): number {
    return (this.streams.get(stream)?.records.length ?? 0) - 1;
  }

  softDelete(stream: string): void {
    this.setTruncation(stream, { $tb: SOFT_DELETED });
  }

  tombstone(stream: string): void {
    this.write(stream, [systemEvent('$streamDeleted', {})], false);
    this.infoOf(stream).isTombstoned = true;
  }

  /** What a restart of the server loses. */
  forgetRecentIds(): void {
    for (const info of this.streams.values()) info.recentIds = new Map();
  }

  /** Adds an event of the server itself, as there are some in every real log. */
  addSystemEvent(type: string, stream: string): void {
    this.write(stream, [systemEvent(type, { from: 'the stand-in' })], false);
  }

  /** Adds an event that another application has written to the same server. */
  addForeignEvent(stream: string, type: string): void {
    this.write(stream, [systemEvent(type, { from: 'another application' })], false);
  }

  /** Calls back whenever the log has grown, until told to stop. */
  onGrowth(told: () => void): () => void {
    this.waiting.add(told);
    return () => this.waiting.delete(told);
  }

  private seed(): void {
    this.addSystemEvent('$UserCreated', '$user-admin');
    this.addSystemEvent('$metadata', '$$$user-admin');
    this.addSystemEvent('$statsCollected', '$stats-127.0.0.1:2113');
  }

  private stateOf(stream: string, info: StreamInfo | undefined): AppendState<LogRecord> {
    return {
      records: info?.records ?? [],
      recentIds: info?.recentIds ?? new Map(),
      isTombstoned: info?.isTombstoned ?? false,
      isSoftDeleted: this.truncationOf(stream).$tb === SOFT_DELETED,
      hasMetadata: this.streams.has(`$$${stream}`),
    };
  }

  private write(stream: string, events: readonly Proposed[], revives: boolean): AppendResult {
    const { records, recentIds } = this.infoOf(stream);
    for (const event of events) {
      const record = {
        ...event,
        stream,
        revision: records.length,
        position: this.end,
        created: String(Date.now() * TICKS_PER_MS + 5_000),
      };
      // A position is a place in a file: it comes on by what the event takes, and a bit more.
      this.end += 97 + event.data.length + event.metadata.length;
      this.records.push(record);
      records.push(record);
      recentIds.set(event.id, record);
      if (recentIds.size > RECENT_IDS_MAX) recentIds.delete([...recentIds.keys()][0] ?? '');
    }
    if (revives) this.setTruncation(stream, { $tb: records.length - events.length });
    for (const told of [...this.waiting]) told();
    const last = records.at(-1);
    return { outcome: 'success', revision: records.length - 1, position: last?.position };
  }

  private infoOf(stream: string): StreamInfo {
    const known = this.streams.get(stream);
    if (known !== undefined) return known;
    const info: StreamInfo = { records: [], isTombstoned: false, recentIds: new Map() };
    this.streams.set(stream, info);
    return info;
  }

  private truncationOf(stream: string): Truncation {
    const last = this.streams.get(`$$${stream}`)?.records.at(-1);
    return last === undefined ? {} : (JSON.parse(Buffer.from(last.data).toString()) as Truncation);
  }

  private setTruncation(stream: string, change: Truncation): void {
    const content = { ...this.truncationOf(stream), ...change };
    this.write(`$$${stream}`, [systemEvent('$metadata', content)], false);
  }
}

const systemEvent = (type: string, data: object): Proposed => ({
  id: crypto.randomUUID(),
  type,
  contentType: 'application/json',
  metadata: new Uint8Array(),
  data: Buffer.from(JSON.stringify(data)),
});
