import type { LogPage, LogRange, StoredEvent } from '../event-store';
import { type LogBounds, logBounds, millisecondsOf } from '../read-bounds';
import type { Queries } from './queries';
import { COLUMNS, type EventRow, eventOf, missing } from './row';

/** The most events one page of a filtered read looks at; the page then ends, with the position it has come to. */
export const EVENTS_LOOKED_AT_MAX = 10_000;

/** A page of the log, and where the log ended when it was read: one statement sees one state. */
export const readAll = async ({ query }: Queries, range: LogRange): Promise<LogPage> => {
  const bounds = logBounds(range, Number.MAX_SAFE_INTEGER);
  const isFiltered = bounds.types !== undefined || bounds.streams !== undefined;
  const furthest = isFiltered ? Math.min(bounds.until, bounds.after + EVENTS_LOOKED_AT_MAX) : bounds.until;
  const { sql, name, values } = inLogOrder(bounds);
  const rows = await query<PageRow>(sql, [bounds.after, furthest, bounds.limit, ...values], { name });
  const head = rows[0]?.head;
  if (head === undefined) throw missing('the row of liaison_log.head');
  const events = rows.filter(isEvent).sort(byPosition).map(eventOf);
  if (!isFiltered) requireDense(events, bounds, head);
  const last = events.length < bounds.limit ? Math.min(furthest, head) : (events.at(-1)?.position ?? 0);
  const position = Math.max(bounds.after, last);
  return { events, position, caughtUp: position >= Math.min(bounds.until, head) };
};

/** Position of the last event. */
export const readHead = async ({ query }: Queries): Promise<number> => {
  const [row] = await query<{ position: number }>('SELECT position FROM liaison_log.head', [], {
    name: 'log_head',
  });
  if (row === undefined) throw missing('the row of liaison_log.head');
  return row.position;
};

/** By halving: times rise with positions, and positions are dense, so no index of times is needed. */
export const readPositionAt = async ({ query }: Queries, recordedAt: string): Promise<number> => {
  const [row] = await query<{ before: number }>(
    `WITH RECURSIVE halving AS (
      SELECT 0::bigint AS before, position + 1 AS after FROM liaison_log.head
      UNION ALL
      SELECT CASE WHEN is_within THEN middle ELSE before END, CASE WHEN is_within THEN after ELSE middle END
      FROM (
        SELECT before, after, (before + after) / 2 AS middle, (
          SELECT recorded_at <= $1 FROM liaison_log.events WHERE position = (before + after) / 2
        ) AS is_within
        FROM halving WHERE after - before > 1
      ) AS halved
    ) SELECT before FROM halving WHERE after - before <= 1`,
    [millisecondsOf(recordedAt)],
    { name: 'log_position_at' },
  );
  return row?.before ?? 0;
};

/** One row even where no event is wanted, for the end of the log. */
type PageRow = { readonly head: number } & (EventRow | { readonly position: null });

const isEvent = (row: PageRow): row is PageRow & EventRow => row.position !== null;

/** Positions have no gaps: an event that does not come is lost, and nobody may pass over it. */
const requireDense = (
  events: readonly StoredEvent[],
  { after, until, limit }: LogBounds,
  head: number,
): void => {
  const count = Math.max(0, Math.min(limit, Math.min(until, head) - after));
  for (let index = 0; index < count; index += 1) {
    const due = after + 1 + index;
    if (events[index]?.position !== due) throw missing(`the event at position ${due}`);
  }
};

/** They come in this order; sorting says so where a sort by the database would cost more. */
const byPosition = (one: EventRow, other: EventRow): number => one.position - other.position;

const inLogOrder = ({ types, streams }: LogBounds) => {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value) + 3}`;
  const prefixes = streams?.filter((name) => name.endsWith('-'));
  const names = streams?.filter((name) => !name.endsWith('-'));
  const typeWanted = types ? `AND type = ANY (${given(types)}::text[])` : '';
  const streamWanted = streams
    ? `AND (stream = ANY (${given(names)}::text[]) OR stream ^@ ANY (${given(prefixes)}::text[]))`
    : '';
  return {
    name: `log_page${types ? '_types' : ''}${streams ? '_streams' : ''}`,
    values,
    sql: `SELECT head.position AS head, wanted.*
      FROM (SELECT position FROM liaison_log.head LIMIT 1) AS head LEFT JOIN LATERAL (
        SELECT ${COLUMNS} FROM liaison_log.events
        WHERE events.position > $1 AND events.position <= least(head.position, $2) ${typeWanted} ${streamWanted}
        ORDER BY events.position LIMIT $3
      ) AS wanted ON true`,
  };
};
