import type { Listening, PostgresDatabase } from '../store/postgres/database';
import { StoreFault } from '../store/store-fault';
import { EnsureQueue } from './ensure-queue';
import { KeyCache } from './key-cache';
import { KeyFault } from './key-fault';
import type { KeyFinder, KeyRing, SubjectKey } from './key-ring';
import type { KeyOrTombstone } from './key-table';
import type { MadeKey } from './made-key';
import {
  buryKey,
  DESTROYED_CHANNEL,
  ensureKeys,
  KEYS_PLACE,
  type OpenedMeta,
  openMeta,
  readDestroyed,
  readKeys,
  type WrappedKey,
} from './postgres-key-table';
import { hashOf, keyUnknown, makeKey, unwrapKey } from './wrapped-keys';

/** How long a key in memory is believed without asking: a process that was told nothing forgets it after that. */
export const KEY_TRUSTED_MS = 10_000;
/** The most subjects that are remembered as destroyed, for pages that were loaded before. */
export const DESTROYED_KEPT_MAX = 10_000;
/** How far the clocks of two processes may lie apart when one looks for what the other has destroyed. */
export const CLOCKS_APART_MS_MAX = 5 * 60_000;

export interface PostgresKeysOptions {
  readonly database: PostgresDatabase;
  /** Where `master.key` lies, if no master key is given. */
  readonly folder: string;
  /** 32 bytes in base64. */
  readonly masterKey?: string;
  /** Whether the log holds events already: then keys are never made anew. */
  readonly logHasEvents: boolean;
  /** `KEY_TRUSTED_MS` where absent. */
  readonly trustedMs?: number;
  /**
   * True where the log is in the same database: an append flushes all that was committed before it, so a key is on
   * the disk with the first event that needs it and has no flush of its own.
   */
  readonly besideLog?: boolean;
}

/**
 * Opens the keys of the people in the log where several processes use them. What `openKeyRing` promises holds here
 * too; a destroyed key leaves the memory of every process at once, and in any case after `KEY_TRUSTED_MS`.
 */
export const openPostgresKeyRing = async ({
  database,
  folder,
  masterKey: given,
  logHasEvents,
  trustedMs = KEY_TRUSTED_MS,
  besideLog = false,
}: PostgresKeysOptions): Promise<KeyRing> => {
  const source = { folder, given, place: KEYS_PLACE };
  const meta = await openMeta(database, source, logHasEvents);
  return new PostgresKeyRing(database, meta, { trustedMs, besideLog });
};

/** What was read of a subject's key and when; it is unwrapped when it is first used. */
interface Kept {
  readonly found: WrappedKey;
  readonly readAtMs: number;
  key?: SubjectKey;
}

class PostgresKeyRing implements KeyRing {
  private readonly cache = new KeyCache<Kept>();
  private readonly destroyed = new Set<string>();
  private readonly queue = new EnsureQueue((subjects) => this.ensureAll([...subjects]));
  private readonly listening: Listening;
  private closed = false;
  private fault: unknown;
  /** Since when notices may have been missed. */
  private heardUntilMs = Date.now();

  constructor(
    private readonly database: PostgresDatabase,
    private readonly meta: OpenedMeta,
    private readonly options: Required<Pick<PostgresKeysOptions, 'trustedMs' | 'besideLog'>>,
  ) {
    this.listening = database.listen(DESTROYED_CHANNEL, (subject) => {
      if (subject === undefined) void this.hearWhatWasMissed();
      else this.forget(subject);
    });
  }

  async ensure(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKey>> {
    if (this.closed) throw new KeyFault('BUSY', `the keys in ${KEYS_PLACE} are closed`);
    const known = new Map<string, SubjectKey>();
    for (const subject of subjects) {
      const key = this.keyOf(subject, this.trusted(subject));
      if (key === undefined || key === 'destroyed') return this.queue.ensure(subjects);
      known.set(subject, key);
    }
    return known;
  }

  make(subject: string): MadeKey | undefined {
    const mayBeKnown = this.cache.get(subject) !== undefined || this.destroyed.has(subject);
    if (!this.options.besideLog || this.closed || mayBeKnown) return undefined;
    const { key, wrapped } = makeKey(this.meta.masterKey, subject);
    return { subject, key, wrapped, onStored: () => void this.keepMade(subject, { key, wrapped }) };
  }

  async load(subjects: () => Iterable<string>): Promise<KeyFinder> {
    const kept = await this.read([...subjects()]);
    return {
      find: (subject) => {
        const key = this.keyOf(subject, kept.get(subject));
        if (key === undefined) throw keyUnknown(subject, KEYS_PLACE);
        return key === 'destroyed' ? undefined : key;
      },
    };
  }

  async destroy(subject: string): Promise<void> {
    // Out of memory first: from here on the key may be gone, whatever the answer.
    this.forget(subject);
    try {
      await this.written(() => buryKey(this.database, subject, new Date().toISOString()));
    } catch (error) {
      // It may stand all the same: the table is asked the next time.
      this.destroyed.delete(subject);
      throw error;
    }
  }

  hash(value: string): string {
    return hashOf(this.meta.indexKey, value);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.listening.stop();
    await this.queue.flush();
  }

  private async ensureAll(subjects: readonly string[]): Promise<ReadonlyMap<string, KeyOrTombstone>> {
    const missing = subjects.filter((subject) => this.trusted(subject) === undefined);
    const found = missing.length === 0 ? new Map<string, Kept>() : await this.makeMissing(missing);
    const others = subjects.filter((subject) => !found.has(subject));
    const kept = new Map([...found, ...(await this.read(others))]);
    return new Map(
      subjects.map((subject) => {
        const key = this.keyOf(subject, kept.get(subject));
        if (key === undefined) throw new Error(`expected a key of subject ${subject}, got none`);
        return [subject, key];
      }),
    );
  }

  /** Makes keys, of which those count that nobody has made before; of what another makes meanwhile nothing is told. */
  private async makeMissing(subjects: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
    const made = new Map(subjects.map((subject) => [subject, makeKey(this.meta.masterKey, subject)]));
    const wrapped = new Map([...made].map(([subject, key]) => [subject, key.wrapped]));
    const { besideLog } = this.options;
    const { added, found } = await this.written(() => ensureKeys(this.database, wrapped, besideLog));
    const kept = new Map(this.keep(found));
    for (const [subject, key] of made) if (added.has(subject)) kept.set(subject, this.keepMade(subject, key));
    return kept;
  }

  private keepMade(subject: string, { key, wrapped }: Pick<MadeKey, 'key' | 'wrapped'>): Kept {
    const entry: Kept = { found: { version: key.version, wrapped }, readAtMs: Date.now(), key };
    this.cache.put(subject, entry);
    return entry;
  }

  /** From memory where it may be believed, else from the table; a subject that is not there has no entry. */
  private async read(subjects: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
    const kept = new Map<string, Kept>();
    const unknown: string[] = [];
    for (const subject of subjects) {
      const known = this.trusted(subject);
      if (known === undefined) unknown.push(subject);
      else kept.set(subject, known);
    }
    if (this.fault !== undefined) throw this.fault;
    if (unknown.length === 0) return kept;
    const found = this.keep(await readKeys(this.database, unknown));
    for (const [subject, entry] of found) kept.set(subject, entry);
    return kept;
  }

  private keep(found: ReadonlyMap<string, WrappedKey>): ReadonlyMap<string, Kept> {
    const readAtMs = Date.now();
    const kept = new Map([...found].map(([subject, key]) => [subject, { found: key, readAtMs }]));
    for (const [subject, entry] of kept) this.cache.put(subject, entry);
    return kept;
  }

  private trusted(subject: string): Kept | undefined {
    const kept = this.cache.get(subject);
    return kept !== undefined && Date.now() - kept.readAtMs < this.options.trustedMs ? kept : undefined;
  }

  private keyOf(subject: string, kept: Kept | undefined): KeyOrTombstone | undefined {
    if (this.destroyed.has(subject) || kept?.found === 'destroyed') return 'destroyed';
    if (kept === undefined) return undefined;
    kept.key ??= unwrapKey(this.meta.masterKey, subject, kept.found, KEYS_PLACE);
    return kept.key;
  }

  /** After each connection: what was destroyed while nothing was heard counts for pages that are open, too. */
  private async hearWhatWasMissed(): Promise<void> {
    this.cache.dropAll();
    const beganMs = Date.now();
    const since = new Date(this.heardUntilMs - CLOCKS_APART_MS_MAX).toISOString();
    try {
      const subjects = await readDestroyed(this.database, since, DESTROYED_KEPT_MAX);
      for (const subject of subjects) this.forget(subject);
      this.heardUntilMs = beganMs;
    } catch (fault) {
      // Away again: the next connection asks for what this one could not. What is our fault, the next reader is told.
      if (!(fault instanceof StoreFault)) this.fault = fault;
    }
  }

  private forget(subject: string): void {
    this.cache.drop(subject);
    this.destroyed.add(subject);
    if (this.destroyed.size <= DESTROYED_KEPT_MAX) return;
    for (const oldest of this.destroyed) {
      this.destroyed.delete(oldest);
      return;
    }
  }

  private async written<Answer>(write: () => Promise<Answer>): Promise<Answer> {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      throw new KeyFault('WRITE_FAILED', `the keys in ${KEYS_PLACE} cannot be written: ${error.message}`, {
        cause: error,
      });
    }
  }
}
