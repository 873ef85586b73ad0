import { setTimeout } from 'node:timers/promises';
import { StoreFault } from '../store-fault';
import type { PostgresDatabase, PostgresSession } from './database';
import { ASK_AGAIN_MS } from './leadership';

export interface LeadEach {
  readonly database: PostgresDatabase;
  /** Each has one leader among all processes at this database. */
  readonly names: readonly string[];
  readonly signal: AbortSignal;
  readonly askAgainMs?: number;
}

/**
 * Leads every name that nobody else leads, over one connection for all of them, and tells which whenever that changes;
 * with the connection all are lost. Ends when the signal aborts.
 */
export const leadEach = async (
  { database, names, signal, askAgainMs = ASK_AGAIN_MS }: LeadEach,
  onChange: (led: readonly string[]) => void,
): Promise<void> => {
  while (!signal.aborted) {
    const session = await whileReachable(() => database.session());
    if (session !== undefined) {
      const led: string[] = [];
      try {
        await take(session, names, led, AbortSignal.any([signal, session.lost]), askAgainMs, onChange);
      } finally {
        if (led.length > 0) onChange([]);
        await session.close();
      }
    }
    await pause(askAgainMs, signal);
  }
};

/** Asks for what it does not lead yet, again and again, and keeps what it has. */
const take = async (
  { query }: PostgresSession,
  names: readonly string[],
  led: string[],
  ended: AbortSignal,
  askAgainMs: number,
  onChange: (led: readonly string[]) => void,
): Promise<void> => {
  while (!ended.aborted) {
    const others = names.filter((name) => !led.includes(name));
    const taken = await whileReachable(() => query<{ name: string }>(FREE, [others]));
    if (taken !== undefined && taken.length > 0 && !ended.aborted) {
      led.push(...taken.map(({ name }) => name));
      onChange([...led]);
    }
    await pause(led.length === names.length ? undefined : askAgainMs, ended);
  }
};

const FREE = `SELECT name FROM unnest($1::text[]) AS wanted (name)
  WHERE pg_try_advisory_lock(hashtextextended('liaison leader ' || name, 0))`;

/** Nothing while PostgreSQL cannot be reached: nobody can lead then. */
const whileReachable = async <Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof StoreFault && error.code === 'UNAVAILABLE') return undefined;
    throw error;
  }
};

/** Without a time: until the signal aborts. */
const pause = (ms: number | undefined, signal: AbortSignal): Promise<void> => {
  if (ms !== undefined) return setTimeout(ms, undefined, { signal }).catch(() => undefined);
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
};
