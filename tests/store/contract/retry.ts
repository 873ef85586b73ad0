import type { AppendRequest } from '../../../src/store/event-store';
import { conflict, counted, countedEvent, done, newCommand, newStream, request } from './fixtures';
import { type OpenFresh, openedFor } from './opened';

export const retryContract = (openFresh: OpenFresh): void => {
  const opened = openedFor(openFresh);
  const append = (of: AppendRequest) => opened().store.append(of);
  const lengthOf = async (stream: string) => (await opened().store.readStream(stream)).length;
  const shortened = (of: AppendRequest, count: number) => ({ ...of, events: of.events.slice(0, count) });

  test('13 answers a retry of the first append as the first time', async () => {
    const first = request(newStream(), 'none', 2);
    const answer = done(await append(first));
    expect(await append(first)).toEqual({ ...answer, replayed: true });
    expect(await lengthOf(first.stream)).toBe(2);
  });

  test('14 answers a retry at an exact revision as the first time', async () => {
    const stream = newStream();
    await append(request(stream, 'none', 3));
    const second = request(stream, 2, 2);
    const answer = done(await append(second));
    expect(await append(second)).toEqual({ ...answer, replayed: true });
    expect(await lengthOf(stream)).toBe(5);
  });

  test('15 answers a retry as the first time after later events', async () => {
    const first = request(newStream(), 'none', 2);
    const answer = done(await append(first));
    const second = request(first.stream, 1, 2);
    const secondAnswer = done(await append(second));
    for (let revision = 3; revision < 20; revision += 1) await append(request(first.stream, revision));
    expect(await append(first)).toEqual({ ...answer, replayed: true });
    expect(await append(second)).toEqual({ ...secondAnswer, replayed: true });
    expect(await lengthOf(first.stream)).toBe(21);
  });

  test('16 answers a retry of the first part of an append with the last of that part', async () => {
    const whole = request(newStream(), 'none', 3);
    await append(whole);
    const [, second] = await opened().store.readStream(whole.stream);
    expect(await append(shortened(whole, 2))).toMatchObject({
      outcome: 'appended',
      revision: 1,
      position: second?.position,
      replayed: true,
    });
    expect(await lengthOf(whole.stream)).toBe(3);
  });

  test('17 conflicts where the first event is known and the second differs', async () => {
    const whole = request(newStream(), 'none', 2);
    await append(whole);
    const [first] = whole.events;
    const other = countedEvent(newCommand(), 0, {});
    expect(await append({ ...whole, events: [first!, other] })).toEqual(conflict('none', 1));
    expect(await lengthOf(whole.stream)).toBe(2);
  });

  test('18 conflicts where the retry is longer than what exists', async () => {
    const whole = request(newStream(), 'none', 3);
    await append(shortened(whole, 2));
    expect(await append(whole)).toEqual(conflict('none', 1));
    expect(await lengthOf(whole.stream)).toBe(2);
  });

  test.each(['any', 'exists'] as const)('19 records an immediate retry with %s once', async (expected) => {
    const stream = newStream();
    await append(request(stream, 'none'));
    const second = request(stream, expected, 2);
    const answer = done(await append(second));
    expect(await append(second)).toEqual({ ...answer, replayed: true });
    expect(await lengthOf(stream)).toBe(3);
  });

  test('19 records a retry with any once where both come together', async () => {
    const twice = request(newStream(), 'any', 2);
    const answers = await Promise.all([append(twice), append(twice)]);
    expect(answers.map((answer) => done(answer).revision)).toEqual([1, 1]);
    expect(answers.filter((answer) => done(answer).replayed)).toHaveLength(1);
    expect(await lengthOf(twice.stream)).toBe(2);
  });

  test('19 conflicts with any where only the first event is known', async () => {
    const whole = request(newStream(), 'any', 2);
    await append(shortened(whole, 1));
    expect(await append(whole)).toEqual(conflict('any', 0));
  });

  test('20 accepts the same event ids in two streams', async () => {
    const here = request(newStream(), 'none', 2);
    const there = { ...here, stream: newStream() };
    expect(await append(here)).toMatchObject({ revision: 1, replayed: false });
    expect(await append(there)).toMatchObject({ revision: 1, replayed: false });
    expect(await append({ ...there, expected: 'any' })).toMatchObject({ revision: 1, replayed: true });
    const third = { ...here, stream: newStream(), expected: 'any' as const };
    expect(await append(third)).toMatchObject({ revision: 1, replayed: false });
  });

  test('readCommand finds what a command recorded in the stream it was sent to first', async () => {
    const here = request(newStream(), 'none', 2);
    await append(here);
    await append({ ...here, stream: newStream() });
    const found = await opened().store.readCommand(here.commandId);
    expect(found).toEqual(await opened().store.readStream(here.stream));
    expect(found).toHaveLength(2);
  });

  test('readCommand finds nothing for a command that recorded nothing', async () => {
    expect(await opened().store.readCommand(newCommand())).toEqual([]);
  });

  test('the content of a retry is not compared: its ids are', async () => {
    const first = request(newStream(), 'none');
    await append(first);
    const changed = counted(first.commandId, 1, 'Recounted');
    expect(await append({ ...first, events: changed })).toMatchObject({ replayed: true });
    expect(await opened().store.readStream(first.stream)).toMatchObject([{ type: 'Counted' }]);
  });
};
