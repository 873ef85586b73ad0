import { closeDatabase, type Database, openDatabase, sqliteError } from '../../store/sqlite/database';
import { StoreFault } from '../../store/store-fault';
import {
  DENIAL_DELAY_MS,
  RECORDS_PER_COMMIT_MAX,
  RECORDS_WAITING_MAX,
  RETENTION_INTERVAL_MS,
  TAIL_RECORDS_CHECKED,
} from './bounds';
import { CountedDenials } from './counted-denials';
import { pageOfRecords, type UseFilter, type UsePage } from './queries';
import { removeOld } from './retention';
import { makeTables } from './schema';
import { IDENTIFY, type UseEntry } from './use-record';
import { verifyUseRecords } from './verify';
import { RecordWriter } from './writer';

/** Where the records of use are, and how long they are kept. */
export interface UseLogOptions {
  readonly path: string;
  readonly retentionDays: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told of faults that recording goes on after. */
  readonly onFault: (process: string, fault: unknown) => void;
  /** Ends the transaction; replaced in tests to let the disk fail. */
  readonly commit?: (database: Database) => void;
}

interface Waiting {
  readonly entry: UseEntry;
  readonly resolve: () => void;
  readonly reject: (fault: StoreFault) => void;
}

/** Who was denied what, and who was shown personal data: only added to, each record chained to the last. */
export class UseLog {
  private readonly database: Database;
  private readonly writer: RecordWriter;
  private readonly notLetIn = new CountedDenials((entry) => this.noteNow(entry));
  private readonly cleaning: NodeJS.Timeout;
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private immediate: NodeJS.Immediate | undefined;
  private lost = 0;
  private failure: string | undefined;

  /** Opens (or makes) the records; throws a `StoreFault` where they have been tampered with. */
  constructor(private readonly options: UseLogOptions) {
    this.database = openDatabase(options.path, { durability: 'full' });
    try {
      makeTables(this.database);
      requireWhole(this.database, options.path);
      this.writer = new RecordWriter(this.database, options.commit);
    } catch (error) {
      this.database.close();
      throw error;
    }
    this.clean();
    this.cleaning = setInterval(() => this.clean(), RETENTION_INTERVAL_MS);
    this.cleaning.unref();
  }

  /** Resolves once the record is on the disk; rejects with a `StoreFault` where it cannot be. */
  record(entry: UseEntry): Promise<void> {
    const refusal = this.refusal();
    if (refusal !== undefined) return Promise.reject(new StoreFault('UNAVAILABLE', refusal));
    return new Promise((resolve, reject) => {
      this.waiting.push({ entry, resolve, reject });
      this.immediate ??= setImmediate(() => this.commit());
    });
  }

  /** Records it soon; one that cannot be is counted, and told of by a `GAP` when recording goes on. */
  note(entry: UseEntry): void {
    if (entry.actor === undefined || entry.operation === IDENTIFY) this.notLetIn.count(entry);
    else this.noteNow(entry);
  }

  page(filter: UseFilter, page: { readonly first: number; readonly after?: number }): UsePage {
    return pageOfRecords(this.database, filter, page);
  }

  /** Writes what waits and closes the file; from then on nothing can be recorded. */
  close(): void {
    if (!this.database.isOpen) return;
    clearInterval(this.cleaning);
    this.notLetIn.flush();
    while (this.waiting.length > 0) this.commit();
    clearTimeout(this.timer);
    this.failure ??= 'the records of use were closed';
    closeDatabase(this.database);
  }

  private noteNow(entry: UseEntry): void {
    if (this.refusal() !== undefined) {
      this.lost += entry.count ?? 1;
      return;
    }
    const lose = (): void => {
      this.lost += entry.count ?? 1;
    };
    this.waiting.push({ entry, resolve: () => undefined, reject: lose });
    this.timer ??= setTimeout(() => this.commit(), DENIAL_DELAY_MS);
  }

  private refusal(): string | undefined {
    if (this.failure !== undefined) return this.failure;
    if (this.waiting.length < RECORDS_WAITING_MAX) return undefined;
    return `${this.waiting.length} records of use already wait for the disk; try again later`;
  }

  private commit(): void {
    this.unschedule();
    const batch = this.waiting.splice(0, RECORDS_PER_COMMIT_MAX);
    if (batch.length === 0) return;
    const gap =
      this.lost === 0 ? [] : [{ kind: 'GAP', operation: 'recordsOfUse', count: this.lost } as const];
    try {
      this.writer.write([...gap, ...batch.map(({ entry }) => entry)], this.options.clock());
      this.lost = 0;
      for (const { resolve } of batch) resolve();
    } catch (error) {
      this.fail(batch, error);
    }
    if (this.waiting.length > 0) this.immediate ??= setImmediate(() => this.commit());
  }

  private unschedule(): void {
    clearTimeout(this.timer);
    clearImmediate(this.immediate);
    this.timer = undefined;
    this.immediate = undefined;
  }

  /** After a fault of the disk nothing more is written until a restart; one that is full or busy may pass. */
  private fail(batch: readonly Waiting[], error: unknown): void {
    const { name } = sqliteError(error);
    const message = `writing to ${this.options.path} failed (${name})`;
    if (!PASSING.has(name)) this.failure = `${message}; repair the disk and start again`;
    const fault = new StoreFault('UNAVAILABLE', message, { cause: error });
    for (const { reject } of batch) reject(fault);
    this.options.onFault('records of use', fault);
  }

  private clean(): void {
    try {
      removeOld(this.database, this.options.clock(), this.options.retentionDays);
    } catch (error) {
      this.options.onFault('records of use', error);
    }
  }
}

const PASSING: ReadonlySet<string> = new Set(['SQLITE_BUSY', 'SQLITE_FULL']);

const requireWhole = (database: Database, path: string): void => {
  const { findings } = verifyUseRecords(database, TAIL_RECORDS_CHECKED);
  if (findings.length === 0) return;
  throw new StoreFault(
    'CORRUPT',
    `${path} was tampered with or is damaged: ${findings.join('; ')}. Keep the file as evidence: move it ` +
      'aside, or restore it from a backup, and start again',
  );
};
