import type { EventStore } from '../../../src/store/event-store';

/** A store for one part of the contract. `reopen` closes it and opens what it left behind, where it leaves anything. */
export interface Opened {
  readonly store: EventStore;
  readonly reopen?: () => Promise<EventStore>;
  readonly close: () => Promise<void>;
}

export type OpenFresh = () => Promise<Opened>;

/** The store that the tests of one `describe` share; opened before the first and closed after the last. */
export const openedFor = (openFresh: OpenFresh): (() => Opened) => {
  let opened: Opened | undefined;
  beforeAll(async () => {
    opened = await openFresh();
  });
  afterAll(() => opened?.close());
  return () => {
    if (opened === undefined) throw new Error('expected an open store, got none: openFresh failed');
    return opened;
  };
};
