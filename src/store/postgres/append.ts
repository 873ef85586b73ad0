import { addKeysStatement } from '../../keys/made-key';
import { KEY_VERSION } from '../../keys/wrapped-keys';
import type { Appended, Conflict, Expected, KeyStands } from '../event-store';
import type { PreparedAppend } from '../prepared-append';
import { bigintArray, byteaArray, intArray, textArray, uuidArray } from './array-parameter';
import type { PostgresSession } from './session';

/** The longest one call may take; it waits for those of other processes. */
export const APPEND_MS_MAX = 10_000;

/** What an append is answered. */
export type Answer = Appended | Conflict | KeyStands;
/** What each append of a batch is answered, in their order. */
export type Answers = readonly Answer[];

/**
 * Writes appends to different streams by one call of the function in the database, each with its own answer. Where one
 * of their keys stands already, those with keys are not written.
 */
export const appendBatch = async (
  session: Pick<PostgresSession, 'query'>,
  batch: readonly PreparedAppend[],
  now: number,
): Promise<Answers> => {
  const numbers = await called(session, batch, now);
  if (numbers === null) return withoutKeys(session, batch, now);
  if (numbers.length === NUMBERS_OF_ALL_WRITTEN) return allWritten(batch, numbers);
  if (numbers.length !== batch.length * NUMBERS_PER_ANSWER) {
    throw new Error(`expected ${batch.length} answers, got ${numbers.length / NUMBERS_PER_ANSWER}`);
  }
  return batch.map(({ expected }, index) =>
    answerOf(expected, numbers.slice(index * NUMBERS_PER_ANSWER, (index + 1) * NUMBERS_PER_ANSWER)),
  );
};

/** The numbers that the function answers; null where a key stands. */
const called = async (
  { query }: Pick<PostgresSession, 'query'>,
  batch: readonly PreparedAppend[],
  now: number,
): Promise<readonly number[] | null> => {
  const keys = keysOf(batch);
  const [sql, values, name] =
    keys.length === 0
      ? [APPEND, valuesOf(batch, now), 'log_append']
      : [APPEND_WITH_KEYS, [...valuesOf(batch, now), ...keys], 'log_append_with_keys'];
  const options = { name, mayWrite: true, statementMsMax: APPEND_MS_MAX };
  const [row] = await query<{ answers: readonly number[] | null }>(sql, values, options);
  return row === undefined ? [] : row.answers;
};

const withoutKeys = async (
  session: Pick<PostgresSession, 'query'>,
  batch: readonly PreparedAppend[],
  now: number,
): Promise<Answers> => {
  const others = batch.filter(({ key }) => key === undefined);
  const answers = others.length === 0 ? [] : await appendBatch(session, others, now);
  const answered = new Map(others.map((append, index) => [append, answers[index]]));
  return batch.map((append) => answered.get(append) ?? { outcome: 'key-stands' });
};

const PARAMETERS = Array.from({ length: 13 }, (_, index) => `$${index + 1}`).join();
const APPEND = `SELECT liaison_log.append_usual(${PARAMETERS}) AS answers`;

/** The keys are locked before the log is, by all processes in the same order: none waits for another in a circle. */
const APPEND_WITH_KEYS = `WITH added AS (${addKeysStatement(['$14', '$15', String(KEY_VERSION)])})
  SELECT CASE WHEN (SELECT count(*) FROM added) = cardinality($14)
    THEN liaison_log.append_usual(${PARAMETERS}) END AS answers`;

const keysOf = (batch: readonly PreparedAppend[]): readonly unknown[] => {
  const keys = batch.flatMap(({ key }) => key ?? []);
  if (keys.length === 0) return [];
  keys.sort((one, other) => (one.subject < other.subject ? -1 : 1));
  return [textArray(keys.map(({ subject }) => subject)), byteaArray(keys.map(({ wrapped }) => wrapped))];
};

const NUMBERS_PER_ANSWER = 4;
const NUMBERS_OF_ALL_WRITTEN = 2;
const [REPLAYED, CONFLICT] = [1, 2];

/** Expectations that are no revision, as the function knows them. */
const EXPECTATIONS = { none: -1, exists: -2, any: -3 } as const;

const revisionOf = (expected: Expected): number =>
  typeof expected === 'number' ? expected : EXPECTATIONS[expected];

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
    textArray(batch.map(({ stream }) => stream)),
    uuidArray(batch.map(({ commandId }) => commandId)),
    bigintArray(batch.map(({ expected }) => revisionOf(expected))),
    intArray(firsts),
    intArray(counts),
    intArray(counts.flatMap((count, index) => Array<number>(count).fill(index + 1))),
    uuidArray(events.map(({ eventId }) => eventId)),
    textArray(events.map(({ type }) => type)),
    bigintArray(events.map(({ version }) => version)),
    textArray(events.map(({ data }) => data)),
    textArray(events.map(({ personal }) => personal)),
    textArray(events.map(({ metadata }) => metadata)),
  ];
};

/** Each append stood where it expected to, and their events follow each other in the log. */
const allWritten = (
  batch: readonly PreparedAppend[],
  [before = 0, recordedAtMs = 0]: readonly number[],
): Answers => {
  const recordedAt = new Date(recordedAtMs).toISOString();
  let position = before;
  return batch.map(({ expected, events }) => {
    position += events.length;
    const revision = revisionOf(expected) + events.length;
    return { outcome: 'appended', revision, position, recordedAt, replayed: false };
  });
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
