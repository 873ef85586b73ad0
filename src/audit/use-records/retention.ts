import type { Database } from '../../store/sqlite/database';
import { RECORDS_REMOVED_MAX } from './bounds';

const DAY_MS = 86_400_000;

/** The instant so many days ago. */
export const instantBefore = (nowMs: number, days: number): string =>
  new Date(nowMs - days * DAY_MS).toISOString();

/**
 * Removes the oldest records whose time is over, at most so many at once. The last of them becomes the anchor that
 * the chain goes on from, so that what is kept can still be verified.
 */
export const removeOld = (database: Database, nowMs: number, days: number): void => {
  const before = instantBefore(nowMs, days);
  const last = database
    .prepare(
      `SELECT sequence, hash, at FROM (SELECT sequence, hash, at FROM use_records ORDER BY sequence LIMIT ?)
       WHERE at < ? ORDER BY sequence DESC LIMIT 1`,
    )
    .get(RECORDS_REMOVED_MAX, before);
  if (last === undefined) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    database
      .prepare('UPDATE use_anchor SET sequence = ?, hash = ?')
      .run(Number(last.sequence), String(last.hash));
    database.prepare('DELETE FROM use_records WHERE sequence <= ?').run(Number(last.sequence));
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};
