/** What an event store is asked to do here; each adapter does it as its own documentation says. */
export interface EventWork {
  /** Adds events behind the revision that the caller has seen; -1 where the stream is new. */
  append(stream: string, revision: number, events: number): Promise<void>;
  /** Reads the events from a revision on, with their content, and answers how many there were. */
  readStream(stream: string, from: number): Promise<number>;
  close(): Promise<void>;
}

/** Where an adapter finds its server, or puts its files. */
export interface EventWorkOptions {
  readonly url: string;
  readonly folder: string;
  readonly callers: number;
}

/** Every adapter is a file that exports this. */
export interface EventWorkModule {
  readonly open: (options: EventWorkOptions) => Promise<EventWork>;
}

/** An event of usual size: about 550 bytes of JSON, the personal part sealed. */
export const SAMPLE = {
  type: 'ContactDetailsCorrected',
  data: {
    contactId: '20000000-0000-4000-8000-000000000001',
    changed: ['title', 'department'],
    personal: {
      '20000000-0000-4000-8000-000000000001': {
        title: '1.Zk9OQ3RyS0Q3cVJ1bWx0b2tYd3Q0dGJ5Q2p0Y2l1TjB2d1h6YmQ3bG5kS2Y',
        department: '1.T1JhQ2p0dWlOMHZ3WHpiZDdsbmRLZlprOU9RM3RyS0Q3cVJ1bWx0b2tY',
      },
    },
  },
  metadata: {
    effectiveOn: '2026-11-25',
    actor: { kind: 'CHANNEL_MANAGER', id: 'bench' },
    command: 'correctContactDetails',
    idempotencyKey: 'a-key-of-usual-length',
    policyVersion: '5d1f0c2f5e7a',
  },
};
