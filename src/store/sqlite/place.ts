import type { Database } from './database';

const REVISION_BITS = 32;
/** The last revision that a stream can have in this store: four thousand million events. */
const REVISION_MAX = 2 ** REVISION_BITS - 1;

/** The place of an event among all, in SQL: one whole number, first by stream and then by revision. */
export const placeOf = (streamId: string, revision: string): string =>
  `(${streamId} << ${REVISION_BITS}) + ${revision}`;

/** The stream of a place, in SQL. */
export const STREAM_OF_PLACE = `place >> ${REVISION_BITS}`;
/** The revision of a place, in SQL. */
export const REVISION_OF_PLACE = `place & ${REVISION_MAX}`;

/** How to find the events `e` of the stream with the id ?2 from revision ?3 to revision ?4, in SQL. */
export interface StreamSql {
  readonly between: string;
  readonly order: string;
}

/**
 * The events of a stream by their places. In a log of an earlier layout, which is read as it is where it may not be
 * changed, events have no place, and their stream and revision are the key.
 */
export const streamSqlOf = (database: Database): StreamSql => {
  if (database.prepare(HAS_PLACES).get() === undefined) {
    return { between: 'e.stream_id = ?2 AND e.revision >= ?3 AND e.revision <= ?4', order: 'e.revision' };
  }
  const limited = (revision: string): string => placeOf('?2', `min(${revision}, ${REVISION_MAX})`);
  return { between: `e.place >= ${limited('?3')} AND e.place <= ${limited('?4')}`, order: 'e.place' };
};

const HAS_PLACES = "SELECT 1 FROM pragma_table_info('events') WHERE name = 'place'";
