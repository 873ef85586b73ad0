import fc from 'fast-check';
import { decideAppend, type StreamState } from '../../../src/store/append-decision';
import type { Expected } from '../../../src/store/event-store';
import { appendBatch } from '../../../src/store/postgres/append';
import { LOG_LAYOUT } from '../../../src/store/postgres/log-layout';
import { migrate } from '../../../src/store/postgres/migrate';
import type { PreparedAppend } from '../../../src/store/prepared-append';
import { newCommand, newFamily } from '../contract/fixtures';
import { freshPostgres } from './fresh-postgres';

const { open } = freshPostgres();
const STREAMS = 3;
const RUNS = 80;
/** Few commands and few event ids, so that everything collides with everything. */
const commands = Array.from({ length: 3 }, newCommand);
const ids = Array.from({ length: 5 }, newCommand);

interface Step {
  readonly commandId: string;
  readonly expected: Expected;
  readonly eventIds: readonly string[];
}

const step: fc.Arbitrary<Step> = fc.record({
  commandId: fc.constantFrom(...commands),
  expected: fc.oneof(fc.constantFrom<Expected>('none', 'exists', 'any'), fc.nat({ max: 6 })),
  eventIds: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 4 }),
});

/** At most one step for each stream: what one call may hold. */
const batch = fc
  .array(fc.option(step, { nil: undefined }), { minLength: STREAMS, maxLength: STREAMS })
  .filter((steps) => steps.some((each) => each !== undefined));

const prepared = ({ commandId, expected, eventIds }: Step, stream: string): PreparedAppend => ({
  commandId,
  stream,
  expected,
  events: eventIds.map((eventId) => ({
    eventId,
    type: 'Counted',
    version: 1,
    data: '{}',
    personal: null,
    metadata: '{}',
  })),
  bytes: 0,
});

interface Known {
  readonly eventId: string;
  readonly commandId: string;
  readonly position: number;
}

const stateOf = (events: readonly Known[], commandId: string): StreamState => ({
  revision: events.length - 1,
  idsFrom: (first, count) => events.slice(first, first + count).map(({ eventId }) => eventId),
  revisionOf: (id) => {
    const found = events.findLastIndex((event) => event.eventId === id && event.commandId === commandId);
    return found < 0 ? undefined : found;
  },
});

/** What the table says, and what it makes of the stream. */
const answerTo = ({ commandId, expected, eventIds }: Step, events: Known[], head: number): object => {
  const decision = decideAppend(expected, eventIds, stateOf(events, commandId));
  if (decision.outcome === 'conflict') return decision;
  const replayed = decision.outcome === 'replay';
  if (!replayed) {
    eventIds.forEach((eventId, index) => {
      events.push({ eventId, commandId, position: head + 1 + index });
    });
  }
  const revision = replayed ? decision.revision : events.length - 1;
  return { outcome: 'appended', revision, position: events[revision]?.position, replayed };
};

test('the function decides as the table for all stores does, each append of a call for itself', async () => {
  const database = await open();
  await migrate(database, LOG_LAYOUT);
  let head = 0;
  const property = fc.asyncProperty(fc.array(batch, { maxLength: 12 }), async (batches) => {
    const family = newFamily();
    const streams: Known[][] = Array.from({ length: STREAMS }, () => []);
    for (const steps of batches) {
      const sent = steps.flatMap((each, stream) => (each ? [{ stream, step: each }] : []));
      const answers = await appendBatch(
        database,
        sent.map((each) => prepared(each.step, `${family}${each.stream}`)),
        head,
      );
      for (const [index, { stream, step: taken }] of sent.entries()) {
        const events = streams[stream] ?? [];
        const before = events.length;
        const expectation = answerTo(taken, events, head);
        head += events.length - before;
        expect(answers[index]).toMatchObject(expectation);
      }
    }
  });
  await fc.assert(property, { numRuns: RUNS });
  expect(head).toBeGreaterThan(0);
});

test('servers of the version before go on beside it with the function they know', async () => {
  const database = await open();
  await migrate(database, LOG_LAYOUT);
  const stream = newFamily();
  const append = (expected: Expected, eventId: string) =>
    appendBatch(database, [prepared({ commandId: newCommand(), expected, eventIds: [eventId] }, stream)], 0);
  await append('none', newCommand());
  const [before] = await database.query(
    `SELECT liaison_log.append(0, $1, $2, '{0}', '{1}', '{1}', '{1}', $3, '{Counted}', '{1}', $4, '{NULL}', $4)
      AS answers`,
    [[stream], [newCommand()], [newCommand()], ['{}']],
  );
  expect(before).toEqual({ answers: [0, 1, 2, 0] });
  expect(await append(1, newCommand())).toMatchObject([{ outcome: 'appended', revision: 2, position: 3 }]);
});

test('a log of an earlier layout is brought to the index of commands that is there today', async () => {
  const database = await open();
  await migrate(database, { ...LOG_LAYOUT, steps: LOG_LAYOUT.steps.slice(0, 3) });
  const commandId = newCommand();
  const append = prepared({ commandId, expected: 'none', eventIds: [newCommand()] }, newFamily());
  await appendBatch(database, [append], 0);
  await migrate(database, LOG_LAYOUT);
  const FOUND = 'SELECT position FROM liaison_log.events WHERE command_id = $1';
  const [found, plan] = await database.transaction(
    ({ query }) => Promise.all([query(FOUND, [commandId]), query(`EXPLAIN ${FOUND}`, [commandId])]),
    { settings: { enable_seqscan: 'off' } },
  );
  expect(found).toEqual([{ position: 1 }]);
  expect(JSON.stringify(plan)).toContain('events_by_command');
});
