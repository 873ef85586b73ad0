import { freshDatabase } from '../postgres/fresh-database';
import { StandIn } from '../store/kurrentdb/stand-in/stand-in';
import type { Environment } from './running-server';

/** A store of its own for servers that a test starts. */
export interface TestStore {
  /** What tells a server of it. */
  readonly environment: Environment;
  remove(): Promise<void>;
}

/** Everything in one PostgreSQL database. */
export const postgresStore = async (): Promise<TestStore> => {
  const { url, drop } = await freshDatabase();
  return { environment: { LIAISON_STORE: url }, remove: drop };
};

/** The log at a stand-in for KurrentDB, the rest in PostgreSQL. */
export const kurrentdbStore = async (): Promise<TestStore> => {
  const server = await new StandIn({ hasFeatures: true }).start();
  const { url, drop } = await freshDatabase();
  return {
    environment: { LIAISON_STORE: server.url, LIAISON_READ_MODELS: url },
    remove: async () => {
      server.stop();
      await drop();
    },
  };
};

let current: Environment = {};

/** What tells a server of the store that the tests run over; nothing of the embedded one. */
export const storeEnvironment = (): Environment => current;

/** Servers that the tests of this block start share a store of their own. */
export const overStore = (open: () => Promise<TestStore>): void => {
  let store: TestStore | undefined;
  beforeAll(async () => {
    store = await open();
    current = store.environment;
  });
  afterAll(async () => {
    current = {};
    await store?.remove();
  });
};

/** The tests of these files once more, each file over a store of its own. */
export const onceMoreOver = (
  name: string,
  open: () => Promise<TestStore>,
  files: readonly (readonly [string, () => unknown])[],
): void => {
  describe.each(files)(`over ${name}: %s`, (_file, tests) => {
    overStore(open);
    tests();
  });
};
