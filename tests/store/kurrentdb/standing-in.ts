import type { EventStore } from '../../../src/store/event-store';
import {
  type KurrentdbEventStoreOptions,
  openKurrentdbEventStore,
} from '../../../src/store/kurrentdb/kurrentdb-event-store';
import { HANG_MS } from '../../until';
import type { OpenFresh } from '../contract/opened';
import { StandIn, type StandInOptions } from './stand-in/stand-in';

/** Silence is short enough for a test that waits for it; patience ends only on a hang. */
export const QUICK = { silenceMs: 600, patienceMs: HANG_MS } as const;

/** Stand-ins and stores that are closed after the last test. */
export const standingIn = () => {
  const servers: StandIn[] = [];
  const stores: EventStore[] = [];
  afterAll(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    for (const server of servers.splice(0)) server.stop();
  });
  return {
    serverOf: async (options: StandInOptions = {}): Promise<StandIn> => {
      const server = await new StandIn(options).start();
      servers.push(server);
      return server;
    },
    storeOn: async (
      server: Pick<StandIn, 'url'>,
      options: Partial<KurrentdbEventStoreOptions> = {},
    ): Promise<EventStore> => {
      const store = await openKurrentdbEventStore({ url: server.url, timings: QUICK, ...options });
      stores.push(store);
      return store;
    },
  };
};

/** A fresh stand-in and a store on it, for the contract; `reopen` restarts both, and the stand-in keeps its log. */
export const openStandingIn =
  (options: StandInOptions = {}): OpenFresh =>
  async () => {
    const server = await new StandIn(options).start();
    let store = await openKurrentdbEventStore({ url: server.url });
    return {
      store,
      reopen: async () => {
        await store.close();
        server.stop();
        await server.start();
        store = await openKurrentdbEventStore({ url: server.url });
        return store;
      },
      close: async () => {
        await store.close();
        server.stop();
      },
    };
  };

/** Tests that mostly wait, and so wait together: all begin before the first, and each then tells how it ended. */
export const together = <Case extends readonly unknown[]>(
  name: string,
  cases: readonly Case[],
  scenario: (of: Case) => Promise<void>,
): void => {
  const running: Promise<void>[] = [];
  beforeAll(() => {
    running.push(...cases.map(scenario));
    // Each failure is told by its own test.
    for (const each of running) each.catch(() => undefined);
  });
  test.each(cases.map((of, index) => [index, of] as const))(`${name}: %p %p`, async (index) => {
    await expect(running[index]).resolves.toBeUndefined();
  });
};
