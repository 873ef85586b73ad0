import { type PreparedCopy, refuseCopy } from '../prepared-append';
import type { Queries } from './queries';

/** Adds events of another log within the transaction that is open; answers the position of the last of them. */
export const copyIn = async (queries: Queries, copies: readonly PreparedCopy[]): Promise<number> => {
  const plan = new CopyPlan(await lockEnd(queries), await streamsOf(queries, copies));
  const places = copies.map((copy) => plan.placeOf(copy));
  const positions = await positionsOf(queries, places);
  await write(queries, plan);
  const last = places.at(-1);
  return last === undefined ? 0 : (last.position ?? positions.get(keyOf(last)) ?? 0);
};

/** Where the log ends. */
interface LogEnd {
  readonly position: number;
  readonly recorded_at: number;
}

interface Stream {
  readonly id: number;
  readonly name: string;
  readonly revision: number;
}

/** Where an event of the other log belongs here; it has no position yet where it may stand here already. */
interface Place {
  readonly copy: PreparedCopy;
  readonly streamId: number;
  readonly position?: number;
}

/** What is to be written, event by event; refuses what does not go on from what stands here. */
class CopyPlan {
  readonly newStreams: Stream[] = [];
  readonly added: (Place & { readonly position: number })[] = [];
  private readonly streams: Map<string, Stream>;
  private readonly known: ReadonlyMap<string, Stream>;

  constructor(
    private end: LogEnd,
    streams: readonly Stream[],
  ) {
    this.known = new Map(streams.map((stream) => [stream.name, stream]));
    this.streams = new Map(this.known);
  }

  get logEnd(): LogEnd {
    return this.end;
  }

  placeOf(copy: PreparedCopy): Place {
    const standing = this.known.get(copy.stream);
    if (standing !== undefined && copy.revision <= standing.revision) return { copy, streamId: standing.id };
    const stream = this.streams.get(copy.stream);
    const revision = stream?.revision ?? -1;
    if (copy.revision <= revision) refuseCopy(copy, 'it comes twice in one copy');
    if (copy.revision > revision + 1) refuseCopy(copy, `the stream ends at ${revision}`);
    if (copy.recordedAtMs < this.end.recorded_at) refuseCopy(copy, 'it is older than the end of the log');
    this.end = { position: this.end.position + 1, recorded_at: copy.recordedAtMs };
    const { position } = this.end;
    const grown = { id: stream?.id ?? position, name: copy.stream, revision: copy.revision };
    if (stream === undefined) this.newStreams.push(grown);
    this.streams.set(copy.stream, grown);
    const place = { copy, streamId: grown.id, position };
    this.added.push(place);
    return place;
  }
}

const lockEnd = async ({ query }: Queries): Promise<LogEnd> => {
  const [end] = await query<LogEnd>('SELECT position, recorded_at FROM liaison_log.head FOR UPDATE');
  if (end === undefined) throw new Error('expected the one row of liaison_log.head, got none');
  return end;
};

const streamsOf = ({ query }: Queries, copies: readonly PreparedCopy[]): Promise<readonly Stream[]> =>
  query<Stream>(
    `SELECT id, name, (SELECT max(revision) FROM liaison_log.events WHERE stream_id = id) AS revision
    FROM liaison_log.streams WHERE name = ANY ($1::text[])`,
    [[...new Set(copies.map(({ stream }) => stream))]],
  );

/** Positions of the events that stand here already; refuses a copy that is another event than the one in its place. */
const positionsOf = async (
  { query }: Queries,
  places: readonly Place[],
): Promise<ReadonlyMap<string, number>> => {
  const standing = places.filter(({ position }) => position === undefined);
  if (standing.length === 0) return new Map();
  const rows = await query<{ key: string; event_id: string; position: number }>(
    `SELECT stream_id || ' ' || revision AS key, event_id, position FROM liaison_log.events
    JOIN unnest($1::bigint[], $2::bigint[]) AS given(stream_id, revision) USING (stream_id, revision)`,
    [standing.map(({ streamId }) => streamId), standing.map(({ copy }) => copy.revision)],
  );
  const found = new Map(rows.map((row) => [row.key, row]));
  for (const place of standing) {
    if (found.get(keyOf(place))?.event_id !== place.copy.eventId) {
      refuseCopy(place.copy, 'another event stands there');
    }
  }
  return new Map(rows.map(({ key, position }) => [key, position]));
};

const keyOf = ({ streamId, copy }: Place): string => `${streamId} ${copy.revision}`;

const write = async ({ query }: Queries, { newStreams, added, logEnd }: CopyPlan): Promise<void> => {
  if (added.length === 0) return;
  if (newStreams.length > 0) {
    await query('INSERT INTO liaison_log.streams (id, name) SELECT * FROM unnest($1::bigint[], $2::text[])', [
      newStreams.map(({ id }) => id),
      newStreams.map(({ name }) => name),
    ]);
  }
  const copies = added.map(({ copy }) => copy);
  await query(INSERT, [
    added.map(({ streamId }) => streamId),
    copies.map(({ stream }) => stream),
    copies.map(({ revision }) => revision),
    added.map(({ position }) => position),
    copies.map(({ recordedAtMs }) => recordedAtMs),
    copies.map(({ commandId }) => commandId),
    copies.map(({ eventId }) => eventId),
    copies.map(({ type }) => type),
    copies.map(({ version }) => version),
    copies.map(({ data }) => data),
    copies.map(({ personal }) => personal),
    copies.map(({ metadata }) => metadata),
  ]);
  await query('UPDATE liaison_log.head SET position = $1, recorded_at = $2', [
    logEnd.position,
    logEnd.recorded_at,
  ]);
  await query("SELECT pg_notify('liaison_log', $1)", [String(logEnd.position)]);
};

const INSERT = `INSERT INTO liaison_log.events SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[],
  $4::bigint[], $5::bigint[], $6::uuid[], $7::uuid[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[])`;
