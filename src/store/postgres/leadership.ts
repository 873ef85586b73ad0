import { setTimeout } from 'node:timers/promises';
import { StoreFault } from '../store-fault';
import type { PostgresDatabase, PostgresSession } from './database';

/** How often a process that does not lead asks whether it may. */
export const ASK_AGAIN_MS = 1_000;

export interface Leadership {
  readonly database: PostgresDatabase;
  /** What is led: one name, one leader among all processes at this database. */
  readonly name: string;
  /** Ends the wait, and aborts the work. */
  readonly signal: AbortSignal;
}

/**
 * Runs the work in one process at a time. The signal that the work is given aborts with ours, or once the connection
 * that holds the lead is lost; then somebody else may lead already, and this process asks again. A work that ends by
 * itself ends this too, and what it throws is thrown.
 */
export const lead = async (
  { database, name, signal }: Leadership,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  while (!signal.aborted) {
    const session = await whileReachable(() => database.session());
    try {
      if (session !== undefined && (await isLeader(session, name, signal))) {
        const lost = await run(session, signal, work);
        if (!lost) return;
      }
    } finally {
      await session?.close();
    }
    await pause(signal);
  }
};

/** True once the lock is ours; false where the connection was lost or the signal aborted before. */
const isLeader = async (
  { query, lost }: PostgresSession,
  name: string,
  signal: AbortSignal,
): Promise<boolean> => {
  while (!signal.aborted && !lost.aborted) {
    const rows = await whileReachable(() =>
      query<{ held: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held', [
        `liaison leader ${name}`,
      ]),
    );
    if (rows?.[0]?.held === true) return true;
    await pause(AbortSignal.any([signal, lost]));
  }
  return false;
};

/** True where the work was cut short because the lead was lost. */
const run = async (
  { lost }: PostgresSession,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> => {
  try {
    await work(AbortSignal.any([signal, lost]));
  } catch (error) {
    if (!lost.aborted) throw error;
  }
  return lost.aborted && !signal.aborted;
};

/** Nothing while PostgreSQL cannot be reached: nobody can lead then. */
const whileReachable = async <Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof StoreFault && error.code === 'UNAVAILABLE') return undefined;
    throw error;
  }
};

const pause = (signal: AbortSignal): Promise<void> =>
  setTimeout(ASK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
