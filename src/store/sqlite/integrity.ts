import { StoreFault } from '../store-fault';
import { damagedArrivals } from './arrival-check';
import { isSound } from './checksum';
import { RUN_EVENTS } from './command-runs';
import type { Database } from './database';
import { isDamage, sqliteError } from './driver-error';
import { sizeOf } from './file-check';
import { EVENT_COLUMNS, type RowValues, rowOf } from './row';
import { hasLevels, streamOfNameSql } from './stream-names';

/** A log of up to this size is checked page by page at each start; a larger one by `damageIn` when asked. */
export const WHOLE_CHECK_BYTES_MAX = 64 * 1024 * 1024;
/** How many of the last events of a larger log are checked at each start. */
export const TAIL_EVENTS_CHECKED = 10_000;
/** The most findings that are told at once. */
export const FINDINGS_MAX = 10;

/** How much of the log is looked at: its last events, or all of them and every page. */
export type Extent = 'tail' | 'whole';

/**
 * Refuses to open a damaged log. Up to `WHOLE_CHECK_BYTES_MAX` everything is looked at; of a larger log the last
 * `TAIL_EVENTS_CHECKED` events, so that a start stays fast: damage further back shows when it is read or verified.
 */
export const checkLog = (database: Database, path: string, wholeBytesMax = WHOLE_CHECK_BYTES_MAX): void => {
  const findings = damageIn(database, sizeOf(path) <= wholeBytesMax ? 'whole' : 'tail');
  if (findings.length === 0) return;
  throw new StoreFault(
    'CORRUPT',
    `${path} is damaged: ${findings.join('; ')}. Restore the data folder from a backup; nothing was changed`,
  );
};

/** What is wrong with the log, in words; empty where nothing is. */
export const damageIn = (database: Database, extent: Extent): readonly string[] => {
  try {
    const pages = extent === 'whole' ? damagedPages(database) : [];
    // Damaged pages give wrong answers to every further question.
    if (pages.length > 0) return pages;
    const checks = extent === 'whole' ? [...wholeChecks, ...namesChecks(database)] : tailChecks;
    const findings = checks.flatMap((check) => findingsOf(database, check));
    return [...findings, ...damagedEvents(database, extent), ...damagedArrivals(database, FINDINGS_MAX)];
  } catch (error) {
    const { name, words } = sqliteError(error);
    if (isDamage(name)) return [words];
    throw error;
  }
};

/** Pages, and whether the index of positions tells what the table tells. */
const damagedPages = (database: Database): readonly string[] => {
  const rows = database.prepare(`PRAGMA integrity_check(${FINDINGS_MAX})`).all() as {
    integrity_check: string;
  }[];
  return rows
    .map((row) => row.integrity_check.replace('*** in database main ***\n', '').replaceAll('\n', ', '))
    .filter((finding) => finding !== 'ok');
};

/** The events that are not as they were written, read one by one. */
const damagedEvents = (database: Database, extent: Extent): readonly string[] => {
  const rows = database.prepare(extent === 'whole' ? EVENTS : `${EVENTS} WHERE position > (${TAIL})`);
  rows.setReturnArrays(true);
  const findings: string[] = [];
  for (const values of rows.iterate() as IterableIterator<unknown>) {
    const row = rowOf(values as RowValues);
    if (isSound(row)) continue;
    findings.push(`the event at position ${row.position} is not as it was written`);
    if (findings.length === FINDINGS_MAX) break;
  }
  return findings;
};

/** A question whose answer is a list of findings: no row where all is well. */
const findingsOf = (database: Database, sql: string): readonly string[] =>
  (database.prepare(`${sql} LIMIT ${FINDINGS_MAX}`).all() as { finding: string }[]).map((row) => row.finding);

const holesIn = (positions: string): string => `
  SELECT 'positions ' || (before + 1) || ' to ' || (position - 1) || ' are missing' AS finding
  FROM (SELECT position, lag(position) OVER (ORDER BY position) AS before FROM (${positions}))
  WHERE position <> before + 1`;

const TAIL = `SELECT max(0, max(position) - ${TAIL_EVENTS_CHECKED}) FROM events`;
const TAIL_EVENTS = `events INDEXED BY events_by_position WHERE position > (${TAIL})`;

// CROSS JOIN keeps SQLite from going through the log once for each stream.
const EVENTS = `SELECT ${EVENT_COLUMNS} FROM events AS e CROSS JOIN streams AS s ON s.id = e.stream_id`;

const wholeChecks: readonly string[] = [
  holesIn('SELECT 0 AS position UNION ALL SELECT position FROM events'),
  `SELECT 'stream ' || s.name || ' should end at revision ' || s.revision || ' and has ' || count(e.revision)
     || ' events up to revision ' || coalesce(max(e.revision), 'none') AS finding
   FROM streams AS s LEFT JOIN events AS e ON e.stream_id = s.id
   GROUP BY s.id HAVING count(e.revision) <> s.revision + 1 OR max(e.revision) IS NOT s.revision`,
  `SELECT 'the event at position ' || position || ' belongs to no stream' AS finding
   FROM events WHERE stream_id NOT IN (SELECT id FROM streams)`,
  `SELECT 'the event at position ' || position || ' is older than the one before it' AS finding
   FROM (SELECT position, recorded_at, lag(recorded_at) OVER (ORDER BY position) AS before FROM events)
   WHERE recorded_at < before`,
  `SELECT 'the command of the event at position ' || e.position || ' is not in its run' AS finding
   FROM events AS e LEFT JOIN commands AS c
     ON c.run = (e.position - 1) / ${RUN_EVENTS} AND c.command_id = e.command_id AND c.position = e.position
   WHERE c.position IS NULL`,
  `SELECT 'a command is listed for ' || commands || ' events of ' || events AS finding
   FROM (SELECT count(*) AS commands FROM commands), (SELECT count(*) AS events FROM events) WHERE commands <> events`,
];

/** In an earlier layout, which may be looked at as it is, SQLite has checked the index of names. */
const namesChecks = (database: Database): readonly string[] =>
  hasLevels(database)
    ? [
        `SELECT 'stream ' || name || ' is not what is found by its name' AS finding
         FROM streams WHERE ${streamOfNameSql(database)('streams.name')} IS NOT id`,
        `SELECT 'there are ' || names || ' names of ' || streams || ' streams' AS finding
         FROM (SELECT count(*) AS names FROM stream_names), (SELECT count(*) AS streams FROM streams)
         WHERE names <> streams`,
      ]
    : [];

const tailChecks: readonly string[] = [
  holesIn(`SELECT (${TAIL}) AS position UNION ALL SELECT position FROM ${TAIL_EVENTS}`),
  `SELECT 'the event at position ' || e.position || ' belongs to no stream, or lies beyond its end' AS finding
   FROM (SELECT stream_id, revision, position FROM ${TAIL_EVENTS}) AS e
   LEFT JOIN streams AS s ON s.id = e.stream_id WHERE s.id IS NULL OR e.revision > s.revision`,
];
