import type { EventMetadata, LiaisonEvent, RecordedEvent } from '../../events';
import type { Projection } from '../../projections/projection';

export const metadata: EventMetadata = {
  effectiveOn: '2026-03-01',
  actor: { kind: 'CHANNEL_MANAGER', id: 'employee-4711' },
  correlationId: '8dcb9694-ae8c-597a-9077-7e6f64933e66',
  command: 'storyTold',
  idempotencyKey: 'story',
  contentDigest: 'a'.repeat(64),
  policyVersion: '2026-03',
};

/** The stream in which an event stands. */
export const streamOf = ({ data }: LiaisonEvent): string => {
  if ('contactId' in data && !('formerHeadId' in data)) return `contact-${data.contactId}`;
  if ('partnerOrganizationId' in data) return `partnerOrganization-${data.partnerOrganizationId}`;
  return 'accountId' in data ? `account-${data.accountId}` : 'roleCatalogue';
};

/** The events as a log would hold them: one a minute from nine in the morning of 1 March 2026 on. */
export const recorded = (...events: readonly LiaisonEvent[]): readonly RecordedEvent[] => {
  const revisions = new Map<string, number>();
  return events.map((event, index) => {
    const stream = streamOf(event);
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    const recordedAt = new Date(Date.UTC(2026, 2, 1, 9, index)).toISOString();
    const position = index + 1;
    const eventId = `event-${position}`;
    return {
      ...event,
      eventId,
      version: 1,
      stream,
      revision,
      position,
      recordedAt,
      commandId: eventId,
      metadata,
    };
  });
};

/** The rows a projection makes of the events, each with the position from which it holds: a plain fold. */
export const foldAll = <Row extends object>(
  projection: Projection<Row>,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, { readonly row: Row; readonly validFrom: number }> => {
  const rows = new Map<string, { readonly row: Row; readonly validFrom: number }>();
  for (const event of events.filter(({ type }) => projection.handles.includes(type))) {
    for (const key of projection.keysOf(event)) {
      const before = rows.get(key);
      const row = projection.project(before?.row, event, key);
      if (row === undefined) rows.delete(key);
      else if (row !== before?.row) rows.set(key, { row, validFrom: event.position });
    }
  }
  return rows;
};

/** The one row the events make. */
export const onlyRow = <Row extends object>(
  projection: Projection<Row>,
  ...events: readonly LiaisonEvent[]
) => {
  const rows = [...foldAll(projection, recorded(...events)).values()];
  if (rows.length > 1) throw new Error(`expected one row at most, got ${rows.length}`);
  return rows[0]?.row;
};

/** What a row has in its columns. */
export const columnsOf = <Row extends object>(projection: Projection<Row>, row: Row | undefined) =>
  row &&
  Object.fromEntries(Object.entries(projection.columns).map(([name, column]) => [name, column.of(row)]));
