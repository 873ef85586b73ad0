import { setTimeout } from 'node:timers/promises';
import type { Appended, EventStore, StoredEvent } from '../../../src/store/event-store';
import { openPostgresEventStore } from '../../../src/store/postgres/postgres-event-store';
import { StoreFault } from '../../../src/store/store-fault';
import { startPostgres } from '../../postgres/postgres-server';
import { until } from '../../until';
import { appendOf, EVENTS_PER_APPEND } from '../children/killed-appends';

const WRITERS = 16;
const RESTARTS = 3;
/** How many appends are answered between two restarts. */
const ANSWERED_BETWEEN = 300;
const RETRY_MS = 50;

jest.setTimeout(240_000);

interface Answered {
  readonly number: number;
  readonly answer: Appended;
  readonly faults: number;
}

/** Repeats an append for as long as PostgreSQL is away; nothing but a fault of the world may come in between. */
const appendAtLast = async (store: EventStore, writer: number, number: number): Promise<Answered> => {
  for (let faults = 0; ; faults += 1) {
    try {
      const answer = await store.append(appendOf(writer, number));
      if (answer.outcome !== 'appended') throw new Error(`expected an append, got ${answer.outcome}`);
      return { number, answer, faults };
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      expect(['UNAVAILABLE', 'OUTCOME_UNKNOWN']).toContain(error.code);
      await setTimeout(RETRY_MS);
    }
  }
};

test('PostgreSQL killed and started again under load loses no answered append and doubles none', async () => {
  const server = await startPostgres();
  const store = await openPostgresEventStore({ database: server.urlOf('postgres') });
  const seen: StoredEvent[] = [];
  const controller = new AbortController();
  const reading = (async () => {
    for await (const page of store.subscribe({ after: 0, signal: controller.signal }))
      seen.push(...page.events);
  })();
  const answered: Answered[][] = Array.from({ length: WRITERS }, () => []);
  const total = () => answered.reduce((sum, list) => sum + list.length, 0);
  let isOver = false;
  const writing = answered.map(async (list, writer) => {
    while (!isOver) list.push(await appendAtLast(store, writer, list.length));
  });

  for (let restart = 0; restart < RESTARTS; restart += 1) {
    const before = total();
    await until(() => total() >= before + ANSWERED_BETWEEN);
    await server.kill();
    await until(() => store.health().status === 'failed');
    await server.start();
    await until(() => store.health().status === 'ready');
  }
  const before = total();
  await until(() => total() >= before + ANSWERED_BETWEEN);
  isOver = true;
  await Promise.all(writing);
  const head = await store.head();
  await until(() => seen.at(-1)?.position === head);
  controller.abort();
  await reading;

  expect(answered.flat().some(({ faults }) => faults > 0)).toBe(true);
  expect(head).toBe(total() * EVENTS_PER_APPEND);
  expect(seen.map(({ position }) => position)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
  for (const [writer, list] of answered.entries()) {
    const events = seen.filter(({ stream }) => stream === `killed-${writer}`);
    const sent = list.flatMap(({ number }) => appendOf(writer, number).events);
    expect(events.map(({ eventId }) => eventId)).toEqual(sent.map(({ eventId }) => eventId));
    const lastOf = events.filter((_, index) => index % EVENTS_PER_APPEND === EVENTS_PER_APPEND - 1);
    expect(list.map(({ answer }) => answer.position)).toEqual(lastOf.map(({ position }) => position));
  }
  await store.close();
  await server.stop();
});
