import type { StoredEvent } from '../../../src/store/event-store';
import { openPostgresEventStore } from '../../../src/store/postgres/postgres-event-store';
import { startChild } from '../children/start-child';
import { writtenBy } from '../children/written-events';
import { freshPostgres } from './fresh-postgres';

const EVENTS_PER_WRITER = 50_000;
const WRITERS = [1, 2];

const { url } = freshPostgres();

jest.setTimeout(240_000);

test('a reader sees each of 100,000 events of two writing processes once, in order, while they write', async () => {
  const store = await openPostgresEventStore({ database: url() });
  const total = EVENTS_PER_WRITER * WRITERS.length;
  const seen: StoredEvent[] = [];
  const reading = (async () => {
    for await (const page of store.subscribe({ after: 0, signal: new AbortController().signal })) {
      seen.push(...page.events);
      if (seen.length >= total) return;
    }
  })();
  const children = WRITERS.map((writer) =>
    startChild('append-to-postgres.ts', url(), String(writer), String(EVENTS_PER_WRITER)),
  );
  for (const child of children) expect(await child.lines.next()).toMatchObject({ value: 'done' });
  await reading;

  expect(seen.map(({ position }) => position)).toEqual(
    Array.from({ length: total }, (_, index) => index + 1),
  );
  const written = WRITERS.flatMap((writer) => [...writtenBy(writer, EVENTS_PER_WRITER)]);
  const sent = written.flatMap(({ events }) => events.map(({ eventId }) => eventId));
  expect(seen.map(({ eventId }) => eventId).sort()).toEqual(sent.sort());
  const next = new Map<string, number>();
  const outOfOrder = seen.filter(({ stream, revision }) => {
    const due = next.get(stream) ?? 0;
    next.set(stream, due + 1);
    return revision !== due;
  });
  expect(outOfOrder).toEqual([]);
  expect(seen.map(({ recordedAt }) => recordedAt)).toEqual(seen.map(({ recordedAt }) => recordedAt).sort());
  await store.close();
});
