import { EVENTS_PER_APPEND_MAX, type StoredEvent } from '../../../src/store/event-store';
import { openMemoryEventStore } from '../../../src/store/memory/memory-event-store';
import { done, newStream, request } from './fixtures';
import { type OpenFresh, openedFor } from './opened';

/** What a copy leaves as it is: everything but the place in the whole log. */
const withoutPosition = ({ position: _, ...event }: StoredEvent) => event;

/** Two streams in turns, as another log holds them; a time to come, for a log takes no event older than its end. */
const otherLog = async (streams: readonly [string, string]): Promise<readonly StoredEvent[]> => {
  const other = openMemoryEventStore({ clock: () => Date.now() + 60_000, positionStep: 7 });
  const [one, two] = streams;
  await other.append(request(one, 'none', 3));
  await other.append(request(two, 'none', 2));
  await other.append(request(one, 2, 2));
  const { events } = await other.readAll({ after: 0 });
  return events;
};

export const copyInContract = (openFresh: OpenFresh): void => {
  const opened = openedFor(openFresh);

  test('takes over events as they stand in the other log, in its order', async () => {
    const { store } = opened();
    const streams = [newStream(), newStream()] as const;
    const events = await otherLog(streams);
    const before = await store.head();
    const { position } = await store.copyIn(events);
    const page = await store.readAll({ after: before });
    expect(page.events.map(withoutPosition)).toEqual(events.map(withoutPosition));
    expect([position, await store.head()]).toEqual([page.events.at(-1)?.position, position]);
    expect((await store.readStream(streams[0])).map(withoutPosition)).toEqual(
      events.filter(({ stream }) => stream === streams[0]).map(withoutPosition),
    );
    expect(await store.readCommand(events[3]?.commandId ?? '')).toHaveLength(2);
  });

  test('passes over what is there already, so that it can be repeated from anywhere', async () => {
    const { store } = opened();
    const events = await otherLog([newStream(), newStream()]);
    const before = await store.head();
    await store.copyIn(events.slice(0, 4));
    const { position } = await store.copyIn(events.slice(2));
    expect(await store.copyIn(events)).toEqual({ position });
    const page = await store.readAll({ after: before });
    expect(page.events.map(withoutPosition)).toEqual(events.map(withoutPosition));
  });

  test('refuses another event in the place of one', async () => {
    const { store } = opened();
    const streams = [newStream(), newStream()] as const;
    await store.copyIn(await otherLog(streams));
    const before = await store.readStream(streams[0]);
    const others = await otherLog([newStream(), streams[0]]);
    await expect(store.copyIn(others)).rejects.toMatchObject({ code: 'INVALID' });
    expect(await store.readStream(streams[0])).toEqual(before);
  });

  test('refuses a gap in a stream', async () => {
    const { store } = opened();
    const events = await otherLog([newStream(), newStream()]);
    await expect(store.copyIn(events.slice(1))).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('refuses no events, and more than one append may hold', async () => {
    const { store } = opened();
    const [event] = await otherLog([newStream(), newStream()]);
    const tooMany = Array.from({ length: EVENTS_PER_APPEND_MAX + 1 }, (_, revision) => ({
      ...event,
      revision,
    }));
    await expect(store.copyIn([])).rejects.toMatchObject({ code: 'INVALID' });
    await expect(store.copyIn(tooMany as StoredEvent[])).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('goes on with appends behind what was copied', async () => {
    const { store } = opened();
    const streams = [newStream(), newStream()] as const;
    const { position } = await store.copyIn(await otherLog(streams));
    const answer = done(await store.append(request(streams[0], 4)));
    expect([answer.revision, answer.position > position]).toEqual([5, true]);
    expect(await store.append(request(streams[1], 'none'))).toMatchObject({ outcome: 'conflict', actual: 1 });
  });
};
