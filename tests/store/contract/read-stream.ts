import { EVENTS_PER_READ_MAX, type StreamRange } from '../../../src/store/event-store';
import { newStream, request } from './fixtures';
import { type OpenFresh, openedFor } from './opened';

const LONG = EVENTS_PER_READ_MAX + 500;

export const readStreamContract = (openFresh: OpenFresh): void => {
  const opened = openedFor(openFresh);
  const [ten, long, missing] = [newStream(), newStream(), newStream()];
  const revisions = async (stream: string, range?: StreamRange) =>
    (await opened().store.readStream(stream, range)).map(({ revision }) => revision);

  beforeAll(async () => {
    for (let revision = 0; revision < 10; revision += 1) await opened().store.append(request(ten, 'any'));
    for (let revision = 0; revision < LONG; revision += 500)
      await opened().store.append(request(long, 'any', 500));
  });

  test('31 reads all events forwards', async () =>
    expect(await revisions(ten)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));

  test('32 reads from a revision on, inclusive', async () =>
    expect(await revisions(ten, { from: 7 })).toEqual([7, 8, 9]));

  test('33 reads backwards from the end', async () =>
    expect(await revisions(ten, { backwards: true, limit: 3 })).toEqual([9, 8, 7]));

  test('34 reads backwards from a revision, inclusive', async () =>
    expect(await revisions(ten, { backwards: true, from: 2 })).toEqual([2, 1, 0]));

  test('35 reads backwards from above the tip', async () =>
    expect(await revisions(ten, { backwards: true, from: 99, limit: 2 })).toEqual([9, 8]));

  test('36 reads at most as many as asked', async () =>
    expect(await revisions(ten, { from: 2, limit: 3 })).toEqual([2, 3, 4]));

  test('37 reads nothing beyond the end', async () => expect(await revisions(ten, { from: 10 })).toEqual([]));

  test('38 reads nothing where there is no stream', async () => {
    expect(await revisions(missing)).toEqual([]);
    expect(await revisions(missing, { backwards: true })).toEqual([]);
  });

  test('reads up to a revision, inclusive, both ways', async () => {
    expect(await revisions(ten, { to: 1 })).toEqual([0, 1]);
    expect(await revisions(ten, { from: 3, to: 5 })).toEqual([3, 4, 5]);
    expect(await revisions(ten, { from: 5, to: 3, backwards: true })).toEqual([5, 4, 3]);
    expect(await revisions(ten, { from: 5, to: 3 })).toEqual([]);
  });

  test('39 reads a long stream in order, a page at a time', async () => {
    const first = await revisions(long);
    const second = await revisions(long, { from: first.length, limit: LONG });
    expect(first).toHaveLength(EVENTS_PER_READ_MAX);
    expect([...first, ...second]).toEqual(Array.from({ length: LONG }, (_, index) => index));
  });

  test.each([{ from: -1 }, { from: 0.5 }, { to: Number.NaN }, { limit: 0 }, { limit: -1 }])(
    'refuses the range %p',
    (range) => expect(opened().store.readStream(ten, range)).rejects.toMatchObject({ code: 'INVALID' }),
  );
};
