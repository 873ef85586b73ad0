import { conflict, done, newStream, request } from './fixtures';
import { type OpenFresh, openedFor } from './opened';

export const appendContract = (openFresh: OpenFresh): void => {
  const opened = openedFor(openFresh);
  const append = (...of: Parameters<typeof request>) => opened().store.append(request(...of));
  const revisionsOf = async (stream: string) =>
    (await opened().store.readStream(stream)).map(({ revision }) => revision);

  test('1 makes a stream that begins at revision 0', async () => {
    const stream = newStream();
    expect(await append(stream, 'none')).toMatchObject({ outcome: 'appended', revision: 0, replayed: false });
    expect(await revisionsOf(stream)).toEqual([0]);
  });

  test('2 gives the events of one append revisions in a row', async () => {
    const stream = newStream();
    expect(await append(stream, 'none', 3)).toMatchObject({ revision: 2 });
    expect(await revisionsOf(stream)).toEqual([0, 1, 2]);
  });

  test('3 appends at the exact revision', async () => {
    const stream = newStream();
    await append(stream, 'none', 3);
    expect(await append(stream, 2)).toMatchObject({ outcome: 'appended', revision: 3 });
  });

  test('4 appends to any stream, missing or existing', async () => {
    const stream = newStream();
    expect(await append(stream, 'any')).toMatchObject({ revision: 0 });
    expect(await append(stream, 'any', 2)).toMatchObject({ revision: 2 });
  });

  test('5 appends where the stream must exist and does', async () => {
    const stream = newStream();
    await append(stream, 'none');
    expect(await append(stream, 'exists')).toMatchObject({ outcome: 'appended', revision: 1 });
  });

  test('6 conflicts where the stream must exist and does not', async () => {
    const stream = newStream();
    expect(await append(stream, 'exists')).toEqual(conflict('exists', 'none'));
    expect(await revisionsOf(stream)).toEqual([]);
  });

  test('7 conflicts where the stream must not exist and does', async () => {
    const stream = newStream();
    await append(stream, 'none', 2);
    expect(await append(stream, 'none')).toEqual(conflict('none', 1));
  });

  test('8 conflicts where the revision is too low', async () => {
    const stream = newStream();
    await append(stream, 'none', 3);
    expect(await append(stream, 1)).toEqual(conflict(1, 2));
  });

  test('9 conflicts where the revision is too high', async () => {
    const stream = newStream();
    await append(stream, 'none', 3);
    expect(await append(stream, 3)).toEqual(conflict(3, 2));
  });

  test('10 conflicts where a revision is expected of a stream that does not exist', async () => {
    expect(await append(newStream(), 0)).toEqual(conflict(0, 'none'));
  });

  test('11 leaves nothing behind after a conflict', async () => {
    const stream = newStream();
    await append(stream, 'none', 2);
    const head = await opened().store.head();
    const refused = request(stream, 0, 5);
    expect(await opened().store.append(refused)).toEqual(conflict(0, 1));
    expect(await revisionsOf(stream)).toEqual([0, 1]);
    expect(await opened().store.readCommand(refused.commandId)).toEqual([]);
    expect((await opened().store.readAll({ after: head })).events).toEqual([]);
  });

  test('43 answers position and time of the last event', async () => {
    const stream = newStream();
    const answer = done(await append(stream, 'none', 4));
    const last = (await opened().store.readStream(stream)).at(-1);
    expect(answer).toMatchObject({
      position: last?.position,
      recordedAt: last?.recordedAt,
      revision: last?.revision,
    });
    expect(await opened().store.head()).toBe(answer.position);
  });
};
