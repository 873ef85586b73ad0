import { StoreFault } from '../../store/store-fault';
import {
  DENIAL_DELAY_MS,
  RECORDS_PER_COMMIT_MAX,
  RECORDS_WAITING_MAX,
  RETENTION_INTERVAL_MS,
} from './bounds';
import { CountedDenials } from './counted-denials';
import type { PageWanted, UseFilter } from './queries';
import { IDENTIFY, type UseEntry } from './use-record';
import type { UseTable } from './use-table';

/** How long the records of use are kept, and who is told of faults. */
export interface UseLogOptions {
  readonly retentionDays: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told of faults that recording goes on after. */
  readonly onFault: (process: string, fault: unknown) => void;
}

interface Waiting {
  readonly entry: UseEntry;
  readonly resolve: () => void;
  readonly reject: (fault: StoreFault) => void;
}

/** Who was denied what, and who was shown personal data: only added to, each record chained to the last. */
export class UseLog<Table extends UseTable = UseTable> {
  private readonly notLetIn = new CountedDenials((entry) => this.noteNow(entry));
  private readonly cleaning: NodeJS.Timeout;
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private immediate: NodeJS.Immediate | undefined;
  private writing: Promise<void> | undefined;
  private removing: Promise<void> | undefined;
  private closed = false;
  private lost = 0;
  private failure: string | undefined;

  constructor(
    private readonly table: Table,
    private readonly options: UseLogOptions,
  ) {
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

  page(filter: UseFilter, page: PageWanted): ReturnType<Table['page']> {
    return this.table.page(filter, page) as ReturnType<Table['page']>;
  }

  /** Writes what waits, finishes what is being removed, and closes the records; then nothing can be recorded. */
  close(): void | Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.cleaning);
    this.notLetIn.flush();
    return this.writeRest();
  }

  private writeRest(): void | Promise<void> {
    while (this.waiting.length > 0) {
      const written = this.writing ?? this.commit();
      if (written !== undefined) return written.then(() => this.writeRest());
    }
    const underWay = this.writing ?? this.removing;
    if (underWay !== undefined) return underWay.then(() => this.writeRest());
    clearTimeout(this.timer);
    this.failure ??= 'the records of use were closed';
    return this.table.close();
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

  /** One transaction at a time: what comes meanwhile goes into the next. */
  private commit(): Promise<void> | undefined {
    this.unschedule();
    if (this.writing !== undefined) return this.writing;
    const batch = this.waiting.splice(0, RECORDS_PER_COMMIT_MAX);
    if (batch.length === 0) return undefined;
    const { lost } = this;
    const gap = lost === 0 ? [] : [{ kind: 'GAP', operation: 'recordsOfUse', count: lost } as const];
    const done = (): void => {
      this.lost -= lost;
      for (const { resolve } of batch) resolve();
      this.goOn();
    };
    const failed = (error: unknown): void => {
      this.fail(batch, error);
      this.goOn();
    };
    try {
      const written = this.table.write([...gap, ...batch.map(({ entry }) => entry)], this.options.clock());
      if (written !== undefined) {
        this.writing = written.then(done, failed);
        return this.writing;
      }
      done();
    } catch (error) {
      failed(error);
    }
    return undefined;
  }

  private goOn(): void {
    this.writing = undefined;
    if (this.waiting.length > 0) this.immediate ??= setImmediate(() => this.commit());
  }

  private unschedule(): void {
    clearTimeout(this.timer);
    clearImmediate(this.immediate);
    this.timer = undefined;
    this.immediate = undefined;
  }

  /** After a fault that lasts nothing more is written until a restart; another may pass. */
  private fail(batch: readonly Waiting[], error: unknown): void {
    const { message, lasts } = this.table.faultOf(error);
    if (lasts) this.failure = `${message}; repair it and start again`;
    const fault = new StoreFault('UNAVAILABLE', message, { cause: error });
    for (const { reject } of batch) reject(fault);
    this.options.onFault('records of use', fault);
  }

  private clean(): void {
    const failed = (error: unknown): void => this.options.onFault('records of use', error);
    const done = (): void => {
      this.removing = undefined;
    };
    try {
      const removed = this.table.removeOld(this.options.clock(), this.options.retentionDays);
      this.removing = removed?.catch(failed).then(done);
    } catch (error) {
      failed(error);
    }
  }
}
