import type { LogPage } from '../../../src/store/event-store';
import { done, newStream, request } from './fixtures';
import type { OpenFresh } from './opened';

export const lifeContract = (openFresh: OpenFresh): void => {
  test('is ready and has an id that no other store has', async () => {
    const [one, other] = [await openFresh(), await openFresh()];
    expect(one.store.health()).toEqual({ status: 'ready' });
    expect(one.store.storeId).not.toBe('');
    expect(one.store.storeId).not.toBe(other.store.storeId);
    await Promise.all([one.close(), other.close()]);
  });

  test('keeps its id, its events and their retries over a restart', async () => {
    const { store, reopen, close } = await openFresh();
    const first = request(newStream(), 'none', 2);
    const answer = done(await store.append(first));
    const events = await store.readStream(first.stream);
    const again = reopen === undefined ? store : await reopen();
    expect(again.storeId).toBe(store.storeId);
    expect(await again.readStream(first.stream)).toEqual(events);
    expect(await again.append(first)).toEqual({ ...answer, replayed: true });
    expect(await again.append({ ...first, expected: 'any' })).toEqual({ ...answer, replayed: true });
    expect(done(await again.append(request(first.stream, 1))).position).toBeGreaterThan(answer.position);
    await close();
  });

  test('77 rejects or answers everything that is under way when it is closed, and all that comes later', async () => {
    const { store, close } = await openFresh();
    const subscription = store.subscribe({ after: await store.head(), signal: new AbortController().signal });
    const reading = (async (): Promise<LogPage[]> => {
      const pages: LogPage[] = [];
      for await (const page of subscription) pages.push(page);
      return pages;
    })();
    const appends = Array.from({ length: 20 }, () => store.append(request(newStream(), 'none')));
    const settled = Promise.allSettled([...appends, reading]);
    await close();
    expect((await settled).at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE' } });
    await expect(store.append(request(newStream(), 'none'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(store.head()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(store.health().status).toBe('failed');
  });
};
