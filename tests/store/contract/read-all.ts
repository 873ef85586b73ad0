import type { EventStore, LogRange, StoredEvent } from '../../../src/store/event-store';
import { done, newFamily, newStream, request } from './fixtures';
import { type OpenFresh, openedFor } from './opened';

const PAGES_MAX = 10_000;

/** Everything in a range, page by page; fails where the pages do not come to an end. */
export const readWhole = async (store: EventStore, range: LogRange): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  let { after } = range;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await store.readAll({ ...range, after });
    events.push(...page.events);
    if (page.caughtUp) return events;
    if (page.position <= after)
      throw new Error(`expected a page to come further than ${after}, got no further`);
    after = page.position;
  }
  throw new Error(`expected the end of the log within ${PAGES_MAX} pages`);
};

export const readAllContract = (openFresh: OpenFresh): void => {
  const opened = openedFor(openFresh);
  const family = newFamily();
  const [one, other] = [`${family}one-1`, `${family}other-1`];
  const wholeName = `${family}whole`;
  let start = 0;

  beforeAll(async () => {
    const { store } = opened();
    start = await store.head();
    for (let round = 0; round < 10; round += 1) {
      await store.append(request(one, 'any', 2, 'First'));
      await store.append(request(other, 'any', 1, 'Second'));
    }
    await store.append(request(wholeName, 'none', 1, 'Third'));
  });

  const ownEvents = (range: Partial<LogRange> = {}) => readWhole(opened().store, { after: start, ...range });

  test('42 44 gives the events in the order of their commits, each at a higher position', async () => {
    const events = await ownEvents();
    expect(events.map(({ stream }) => stream).slice(0, 6)).toEqual([one, one, other, one, one, other]);
    const positions = events.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].sort((left, right) => left - right));
    expect(events).toHaveLength(31);
  });

  test('45 reads after a position, exclusive, and until one, inclusive', async () => {
    const { store } = opened();
    const [first, second, third] = await ownEvents();
    const page = await store.readAll({ after: first!.position, until: third!.position });
    expect(page).toEqual({ events: [second, third], position: third!.position, caughtUp: true });
  });

  test('47 filters by the beginning of stream names and by whole names', async () => {
    expect(await ownEvents({ streams: [`${family}one-`] })).toHaveLength(20);
    expect(await ownEvents({ streams: [`${family}one-`, wholeName] })).toHaveLength(21);
    expect(await ownEvents({ streams: [other, wholeName] })).toHaveLength(11);
    expect(await ownEvents({ streams: [`${family}one`] })).toHaveLength(0);
  });

  test('48 filters by types, and by both together', async () => {
    expect(await ownEvents({ types: ['Second'] })).toHaveLength(10);
    expect(await ownEvents({ types: ['First', 'Third'] })).toHaveLength(21);
    expect(await ownEvents({ types: ['First', 'Third'], streams: [wholeName] })).toHaveLength(1);
    expect(await ownEvents({ types: ['Fir'] })).toHaveLength(0);
  });

  test('an empty filter lets nothing through and the position still comes to the end', async () => {
    const { store } = opened();
    const page = await store.readAll({ after: start, types: [] });
    expect(page).toEqual({ events: [], position: await store.head(), caughtUp: true });
  });

  test('51 gives each event once whatever the size of the pages', async () => {
    const whole = await ownEvents();
    for (const limit of [1, 2, 7, 30, 31, 32]) expect(await ownEvents({ limit })).toEqual(whole);
    const seconds = whole.filter(({ type }) => type === 'Second');
    for (const limit of [1, 3, 10, 11])
      expect(await ownEvents({ limit, types: ['Second'] })).toEqual(seconds);
  });

  test('says that it is caught up on the last page and not before', async () => {
    const { store } = opened();
    const head = await store.head();
    expect(await store.readAll({ after: start, limit: 30 })).toMatchObject({ caughtUp: false });
    expect(await store.readAll({ after: start, limit: 31 })).toMatchObject({
      caughtUp: true,
      position: head,
    });
    expect(await store.readAll({ after: head })).toEqual({ events: [], position: head, caughtUp: true });
  });

  test('answers from beyond the end with where the reader already was', async () => {
    const beyond = (await opened().store.head()) + 5;
    expect(await opened().store.readAll({ after: beyond })).toEqual({
      events: [],
      position: beyond,
      caughtUp: true,
    });
  });

  test.each([{ after: -1 }, { after: 0.5 }, { after: 0, until: -1 }, { after: 0, limit: 0 }])(
    'refuses the range %p',
    (range) => expect(opened().store.readAll(range)).rejects.toMatchObject({ code: 'INVALID' }),
  );

  test('positionAt finds the last event recorded up to an instant', async () => {
    const { store } = opened();
    for (const { recordedAt } of await ownEvents()) {
      const upTo = (await ownEvents()).filter((event) => event.recordedAt <= recordedAt);
      expect(await store.positionAt(recordedAt)).toBe(upTo.at(-1)?.position);
    }
    expect(await store.positionAt('9999-12-31T23:59:59.999Z')).toBe(await store.head());
    expect(await store.positionAt('1970-01-01T00:00:00.000Z')).toBe(0);
    await expect(store.positionAt('yesterday')).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('head is the position of the last append, and times never fall along the log', async () => {
    const { store } = opened();
    const answer = done(await store.append(request(newStream(), 'none', 3)));
    expect(await store.head()).toBe(answer.position);
    const times = (await ownEvents()).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual([...times].sort());
  });
};
