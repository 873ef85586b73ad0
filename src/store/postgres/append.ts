import type { Appended, Conflict, Expected } from '../event-store';
import type { PreparedAppend } from '../prepared-append';
import type { PostgresSession } from './session';

/** The longest one call may take; it waits for those of other processes. */
export const APPEND_MS_MAX = 10_000;

/** What each append of a batch is answered, in their order. */
export type Answers = readonly (Appended | Conflict)[];

/** Writes appends to different streams by one call of the function in the database, each with its own answer. */
export const appendBatch = async (
  { query }: Pick<PostgresSession, 'query'>,
  batch: readonly PreparedAppend[],
  now: number,
): Promise<Answers> => {
  const rows = await query<{ answers: readonly number[] }>(APPEND, valuesOf(batch, now), {
    name: 'log_append',
    mayWrite: true,
    statementMsMax: APPEND_MS_MAX,
  });
  const answers = rows[0]?.answers ?? [];
  if (answers.length !== batch.length * NUMBERS_PER_ANSWER) {
    throw new Error(`expected ${batch.length} answers, got ${answers.length / NUMBERS_PER_ANSWER}`);
  }
  return batch.map(({ expected }, index) =>
    answerOf(expected, answers.slice(index * NUMBERS_PER_ANSWER, (index + 1) * NUMBERS_PER_ANSWER)),
  );
};

const PARAMETERS = Array.from({ length: 13 }, (_, index) => `$${index + 1}`).join();
const APPEND = `SELECT liaison_log.append(${PARAMETERS}) AS answers`;

const NUMBERS_PER_ANSWER = 4;
const [REPLAYED, CONFLICT] = [1, 2];

/** Expectations that are no revision, as the function knows them. */
const EXPECTATIONS = { none: -1, exists: -2, any: -3 } as const;

const valuesOf = (batch: readonly PreparedAppend[], now: number): readonly unknown[] => {
  const events = batch.flatMap(({ events: ofOne }) => ofOne);
  const counts = batch.map(({ events: ofOne }) => ofOne.length);
  let next = 1;
  const firsts = counts.map((count) => {
    next += count;
    return next - count;
  });
  return [
    now,
    batch.map(({ stream }) => stream),
    batch.map(({ commandId }) => commandId),
    batch.map(({ expected }) => (typeof expected === 'number' ? expected : EXPECTATIONS[expected])),
    firsts,
    counts,
    counts.flatMap((count, index) => Array<number>(count).fill(index + 1)),
    events.map(({ eventId }) => eventId),
    events.map(({ type }) => type),
    events.map(({ version }) => version),
    events.map(({ data }) => data),
    events.map(({ personal }) => personal),
    events.map(({ metadata }) => metadata),
  ];
};

const answerOf = (expected: Expected, numbers: readonly number[]): Appended | Conflict => {
  const [outcome, revision = 0, position = 0, recordedAt = 0] = numbers;
  if (outcome === CONFLICT)
    return { outcome: 'conflict', expected, actual: revision < 0 ? 'none' : revision };
  return {
    outcome: 'appended',
    revision,
    position,
    recordedAt: new Date(recordedAt).toISOString(),
    replayed: outcome === REPLAYED,
  };
};
