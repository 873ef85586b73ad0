import { setImmediate as turn } from 'node:timers/promises';
import { EVENTS_PER_READ_MAX, type LogFilter, type LogPage } from '../../../src/store/event-store';
import { done, newFamily, newStream, request } from './fixtures';
import { type OpenFresh, openedFor } from './opened';
import { readWhole } from './read-all';

const LIVE = 300;

export const subscriptionContract = (openFresh: OpenFresh): void => {
  const opened = openedFor(openFresh);
  const append = async (...of: Parameters<typeof request>) =>
    done(await opened().store.append(request(...of)));

  /** The pages of a subscription up to the first that is enough. */
  const pagesUntil = async (
    filter: LogFilter & { readonly after: number },
    isEnough: (pages: readonly LogPage[]) => boolean,
    eachPage: (page: LogPage) => Promise<unknown> = async () => undefined,
  ): Promise<readonly LogPage[]> => {
    const pages: LogPage[] = [];
    for await (const page of opened().store.subscribe({ ...filter, signal: new AbortController().signal })) {
      pages.push(page);
      await eachPage(page);
      if (isEnough(pages)) break;
    }
    return pages;
  };
  const eventsIn = (pages: readonly LogPage[]) => pages.flatMap(({ events }) => events);
  const atLeast = (count: number) => (pages: readonly LogPage[]) => eventsIn(pages).length >= count;

  test('52 gives history and then live events without a gap or a repeat while a writer writes', async () => {
    const family = newFamily();
    const after = await opened().store.head();
    // At once: what counts is that it is there before, and a trip for each would take longer than the test.
    await Promise.all(Array.from({ length: LIVE }, (_, count) => append(`${family}${count % 7}`, 'any')));
    const writing = (async () => {
      for (let count = 0; count < LIVE; count += 1)
        await append(`${family}${count % 7}`, 'any', 1 + (count % 2));
    })();
    const total = LIVE + LIVE * 1.5;
    const pages = await pagesUntil({ after, streams: [family] }, atLeast(total));
    await writing;
    expect(eventsIn(pages)).toEqual(await readWhole(opened().store, { after, streams: [family] }));
    expect(eventsIn(pages)).toHaveLength(total);
  });

  test('53 gives only what comes after the end', async () => {
    const stream = newStream();
    await append(stream, 'none', 3);
    const reading = pagesUntil({ after: await opened().store.head(), streams: [stream] }, atLeast(1));
    await append(stream, 2);
    expect(eventsIn(await reading).map(({ revision }) => revision)).toEqual([3]);
  });

  test('54 55 goes on after a position, exclusive', async () => {
    const stream = newStream();
    await append(stream, 'none', 5);
    const third = (await opened().store.readStream(stream))[2]?.position ?? 0;
    const pages = await pagesUntil({ after: third, streams: [stream] }, atLeast(2));
    expect(eventsIn(pages).map(({ revision }) => revision)).toEqual([3, 4]);
  });

  test('56 waits for a stream that does not exist yet', async () => {
    const stream = newStream();
    let isMade = false;
    const pages = await pagesUntil({ after: 0, streams: [stream] }, atLeast(1), async ({ caughtUp }) => {
      if (!caughtUp || isMade) return;
      isMade = true;
      await append(stream, 'none');
    });
    expect(eventsIn(pages)).toMatchObject([{ stream, revision: 0 }]);
  });

  test('57 says that it is caught up with the last page of history and not before', async () => {
    const stream = newStream();
    const after = await opened().store.head();
    for (let count = 0; count < 3; count += 1) await append(stream, 'any', EVENTS_PER_READ_MAX);
    const pages = await pagesUntil({ after }, (read) => read.at(-1)?.caughtUp === true);
    expect(eventsIn(pages)).toHaveLength(3 * EVENTS_PER_READ_MAX);
    expect(pages.length).toBeGreaterThanOrEqual(3);
    expect(pages.at(-1)?.position).toBe(await opened().store.head());
  });

  test('57 says that it is caught up where there is no history', async () => {
    const after = await opened().store.head();
    const pages = await pagesUntil({ after }, () => true);
    expect(pages).toEqual([{ events: [], position: after, caughtUp: true }]);
  });

  test('58 comes on past events that the filter does not let through, and misses none when it goes on', async () => {
    const family = newFamily();
    const after = await opened().store.head();
    await append(`${family}1`, 'any', 1, 'Wanted');
    for (let count = 0; count < 21; count += 1) await append(`${family}1`, 'any', 500, 'Unwanted');
    const filter = { types: ['Wanted'], streams: [family] };
    const pages = await pagesUntil({ after, ...filter }, (read) => read.at(-1)?.caughtUp === true);
    const reached = pages.at(-1)?.position ?? 0;
    expect(eventsIn(pages)).toHaveLength(1);
    expect(reached).toBe(await opened().store.head());
    await append(`${family}1`, 'any', 1, 'Unwanted');
    await append(`${family}1`, 'any', 1, 'Wanted');
    expect(eventsIn(await pagesUntil({ after: reached, ...filter }, atLeast(1)))).toMatchObject([
      { type: 'Wanted', revision: 10_502 },
    ]);
  });

  test('59 gives a slow reader everything in order', async () => {
    const stream = newStream();
    const after = await opened().store.head();
    let written = 0;
    const write = async () => {
      for (; written < LIVE; written += 1) await append(stream, 'any');
    };
    const writing = write();
    const pages = await pagesUntil({ after, streams: [stream] }, atLeast(LIVE), async () => {
      for (let turns = 0; turns < 50; turns += 1) await turn();
    });
    await writing;
    const revisions = eventsIn(pages).map(({ revision }) => revision);
    expect(revisions).toEqual(Array.from({ length: LIVE }, (_, index) => index));
  });

  test('60 ends with the error of its reader, and gives the page again from the position before it', async () => {
    const stream = newStream();
    const after = await opened().store.head();
    await append(stream, 'none', 3);
    const failing = pagesUntil({ after, streams: [stream] }, atLeast(3), async () => {
      throw new Error('the reader failed');
    });
    await expect(failing).rejects.toThrow('the reader failed');
    expect(eventsIn(await pagesUntil({ after, streams: [stream] }, atLeast(3)))).toHaveLength(3);
  });

  test('61 ends once its signal aborts while it waits for more', async () => {
    const controller = new AbortController();
    const pages: LogPage[] = [];
    const after = await opened().store.head();
    for await (const page of opened().store.subscribe({ after, signal: controller.signal })) {
      pages.push(page);
      setImmediate(() => controller.abort());
    }
    expect(pages).toHaveLength(1);
  });

  test('61 gives nothing where its signal has aborted before', async () => {
    const pages: LogPage[] = [];
    for await (const page of opened().store.subscribe({ after: 0, signal: AbortSignal.abort() }))
      pages.push(page);
    expect(pages).toEqual([]);
  });
};
