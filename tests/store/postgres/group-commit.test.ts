import { setImmediate as turn } from 'node:timers/promises';
import type { Answers } from '../../../src/store/postgres/append';
import {
  APPENDS_BESIDE_MIN,
  APPENDS_PER_CALL_MAX,
  APPENDS_SHARED_MIN,
  APPENDS_WAITING_MAX,
  BYTES_PER_CALL_MAX,
  BYTES_WAITING_MAX,
  GroupCommit,
} from '../../../src/store/postgres/group-commit';
import { type PreparedAppend, prepareAppend } from '../../../src/store/prepared-append';
import { StoreFault } from '../../../src/store/store-fault';
import { newStream, request } from '../contract/fixtures';

const appendTo = (stream: string, bytes = 10): PreparedAppend => ({
  ...prepareAppend(request(stream, 'any')),
  bytes,
});

const answerAll = (batch: readonly PreparedAppend[]): Answers =>
  batch.map(() => ({ outcome: 'conflict', expected: 'any', actual: 'none' }));

/** A group whose calls are kept, so that a test can look at them. */
const groupOf = (answer: (batch: readonly PreparedAppend[]) => Answers = answerAll) => {
  const calls: (readonly PreparedAppend[])[] = [];
  const group = new GroupCommit([
    async (batch) => {
      calls.push(batch);
      return answer(batch);
    },
  ]);
  return { group, calls };
};

/** A group with two ways to send, whose calls are answered when the test says so, the first one first. */
const slowGroup = () => {
  const calls: (readonly PreparedAppend[])[] = [];
  const waiting: (() => void)[] = [];
  const send = (batch: readonly PreparedAppend[]): Promise<Answers> => {
    calls.push(batch);
    return new Promise((resolve) => waiting.push(() => resolve(answerAll(batch))));
  };
  return { group: new GroupCommit([send, send]), calls, answerNext: () => waiting.shift()?.() };
};

describe('appends to PostgreSQL', () => {
  test('that arrive together go as one call', async () => {
    const { group, calls } = groupOf();
    const appends = Array.from({ length: 30 }, () => appendTo(newStream()));
    await Promise.all(appends.map((append) => group.append(append)));
    expect(calls).toEqual([appends]);
  });

  test('to one stream go one after the other, in their order, and hold up no other', async () => {
    const { group, calls } = groupOf();
    const [hot, cold] = [newStream(), newStream()];
    const appends = [hot, hot, cold, hot].map((stream) => appendTo(stream));
    await Promise.all(appends.map((append) => group.append(append)));
    const [first, second, other, third] = appends;
    expect(calls).toEqual([[first, other], [second], [third]]);
  });

  test('fill a call up to its bounds', async () => {
    const { group, calls } = groupOf();
    const many = Array.from({ length: APPENDS_PER_CALL_MAX + 1 }, () => appendTo(newStream()));
    const large = Array.from({ length: 3 }, () => appendTo(newStream(), BYTES_PER_CALL_MAX / 2));
    await Promise.all(many.map((append) => group.append(append)));
    await Promise.all(large.map((append) => group.append(append)));
    expect(calls.map(({ length }) => length)).toEqual([APPENDS_PER_CALL_MAX, 1, 2, 1]);
  });

  test('wait up to a bound, in number and in bytes', async () => {
    const { group } = groupOf();
    const waiting = Array.from({ length: APPENDS_WAITING_MAX }, () => group.append(appendTo('hot')));
    await expect(group.append(appendTo('hot'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await Promise.all([group.stop('enough'), Promise.allSettled(waiting)]);
    const other = groupOf().group;
    const huge = other.append(appendTo('hot', BYTES_WAITING_MAX));
    await expect(other.append(appendTo('cold'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await huge;
    expect(await other.append(appendTo('cold'))).toMatchObject({ outcome: 'conflict' });
  });

  test('of a call that failed are told so, and the next call is made all the same', async () => {
    let isAway = true;
    const { group } = groupOf((batch) => {
      if (isAway) throw new StoreFault('OUTCOME_UNKNOWN', 'lost');
      return answerAll(batch);
    });
    const lost = [appendTo('one'), appendTo('two')].map((append) => group.append(append));
    const outcomes = await Promise.allSettled(lost);
    expect(outcomes).toMatchObject([
      { reason: { code: 'OUTCOME_UNKNOWN' } },
      { reason: { code: 'OUTCOME_UNKNOWN' } },
    ]);
    isAway = false;
    expect(await group.append(appendTo('one'))).toMatchObject({ outcome: 'conflict' });
  });

  test('share two calls where there are many, and one where there are few', async () => {
    const { group, calls, answerNext } = slowGroup();
    const many = Array.from({ length: 2 * APPENDS_SHARED_MIN }, () => appendTo(newStream()));
    const answered = Promise.all(many.map((append) => group.append(append)));
    await turn();
    expect(calls.map(({ length }) => length)).toEqual([APPENDS_SHARED_MIN, APPENDS_SHARED_MIN]);
    for (const _ of calls) answerNext();
    await answered;
    const few = Promise.all(many.slice(0, 5).map((append) => group.append(append)));
    await turn();
    expect(calls.map(({ length }) => length)).toEqual([APPENDS_SHARED_MIN, APPENDS_SHARED_MIN, 5]);
    answerNext();
    await few;
  });

  test('wait for the call under way where they are few', async () => {
    const { group, calls, answerNext } = slowGroup();
    const first = group.append(appendTo(newStream()));
    await turn();
    const few = Array.from({ length: APPENDS_BESIDE_MIN - 1 }, () => group.append(appendTo(newStream())));
    await turn();
    expect(calls.map(({ length }) => length)).toEqual([1]);
    const more = group.append(appendTo(newStream()));
    await turn();
    expect(calls.map(({ length }) => length)).toEqual([1, APPENDS_BESIDE_MIN]);
    const last = group.append(appendTo(newStream()));
    await turn();
    answerNext();
    await first;
    answerNext();
    await Promise.all([...few, more]);
    await turn();
    answerNext();
    await last;
    expect(calls.map(({ length }) => length)).toEqual([1, APPENDS_BESIDE_MIN, 1]);
  });

  test('to one stream are never in two calls at the same time', async () => {
    const { group, calls, answerNext } = slowGroup();
    const [first, second, third] = [appendTo('hot'), appendTo('hot'), appendTo('hot')];
    const answers = [group.append(first), group.append(second)];
    await turn();
    expect(calls).toEqual([[first]]);
    answers.push(group.append(third));
    await turn();
    expect(calls).toEqual([[first]]);
    answerNext();
    await answers[0];
    await turn();
    expect(calls).toEqual([[first], [second]]);
    answerNext();
    await answers[1];
    await turn();
    expect(calls).toEqual([[first], [second], [third]]);
    answerNext();
    await Promise.all(answers);
  });

  test('under way are waited for when the group stops', async () => {
    const { group, answerNext } = slowGroup();
    const appended = group.append(appendTo('one'));
    await turn();
    const stopped = group.stop('enough').then(() => 'stopped');
    expect(await Promise.race([stopped, turn('under way')])).toBe('under way');
    answerNext();
    expect(await stopped).toBe('stopped');
    expect(await appended).toMatchObject({ outcome: 'conflict' });
  });
});
