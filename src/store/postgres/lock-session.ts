import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Lock } from '../locks';
import { StoreFault } from '../store-fault';
import type { PostgresDatabase, PostgresSession } from './database';

/** The most locks that one statement takes or gives back. */
export const LOCKS_PER_STATEMENT_MAX = 500;

/** Whether a lock was taken (or given back), and over which connection. */
export interface Done {
  readonly done: boolean;
  readonly session: PostgresSession;
}

interface Asked {
  readonly kind: string;
  readonly key: string;
  readonly resolve: (done: Done) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Takes advisory locks that are free and gives them back, over one connection for all of them. What is asked for
 * while a statement is under way goes into the next one, so that many commands need few.
 */
export class LockSession {
  private asked: Asked[] = [];
  private running = false;
  private opened: PostgresSession | undefined;
  private closed = false;

  constructor(private readonly database: PostgresDatabase) {}

  /** Takes the lock where nobody else holds it or waits for it. */
  take({ key, mode }: Lock): Promise<Done> {
    return this.ask(mode === 'shared' ? 'share' : 'own', key);
  }

  /** Gives back what was taken over the connection; one that is lost has given back everything. */
  async giveBack({ key, mode }: Lock, session: PostgresSession): Promise<void> {
    if (session.lost.aborted) return;
    await this.ask(mode === 'shared' ? 'unshare' : 'disown', key);
  }

  /** Gives everything back. */
  async close(): Promise<void> {
    this.closed = true;
    await this.opened?.close();
  }

  private ask(kind: string, key: string): Promise<Done> {
    return new Promise((resolve, reject) => {
      this.asked.push({ kind, key, resolve, reject });
      if (this.running) return;
      this.running = true;
      void this.run();
    });
  }

  /** In a later turn, so that what is asked for in this one goes along. */
  private async run(): Promise<void> {
    await turn();
    while (this.asked.length > 0) {
      const batch = this.asked.splice(0, LOCKS_PER_STATEMENT_MAX);
      try {
        const session = await this.session();
        const rows = await session.query<{ done: boolean }>(
          STATEMENT,
          [batch.map(({ kind }) => kind), batch.map(({ key }) => lockId(key))],
          { name: 'locks' },
        );
        for (const [index, { resolve }] of batch.entries())
          resolve({ done: rows[index]?.done === true, session });
      } catch (fault) {
        // What it has taken is not known: the server gives it back with the connection.
        await this.opened?.close();
        for (const { reject } of batch) reject(fault);
      }
    }
    this.running = false;
  }

  private async session(): Promise<PostgresSession> {
    if (this.closed) throw new StoreFault('UNAVAILABLE', 'the locks were closed');
    if (this.opened === undefined || this.opened.lost.aborted) this.opened = await this.database.session();
    return this.opened;
  }
}

/** The number that stands for a key in PostgreSQL. Two keys of one number would only wait for each other in vain. */
export const lockId = (key: string): string =>
  createHash('sha256').update(`liaison rule ${key}`).digest().readBigInt64BE().toString();

const STATEMENT = `
  SELECT CASE kind
    WHEN 'share' THEN pg_try_advisory_lock_shared(id) WHEN 'own' THEN pg_try_advisory_lock(id)
    WHEN 'unshare' THEN pg_advisory_unlock_shared(id) ELSE pg_advisory_unlock(id) END AS done
  FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS asked (kind, id, place) ORDER BY place`;
