import type { KurrentDBClient } from '@kurrent/kurrentdb-client';

/**
 * A client that cannot end the process. After a failed call it looks at its channel without anybody waiting for it; if
 * a search for the members of a cluster is under way then and fails, Node ends the process for an error that nobody
 * has heard. The call itself has failed with an error of its own by then.
 */
export const unbreakable = (client: KurrentDBClient): KurrentDBClient => {
  const inside = client as unknown as { handleError?: (...of: readonly unknown[]) => Promise<unknown> };
  const { handleError } = inside;
  if (handleError === undefined)
    throw new Error('expected the client to be of the pinned version, got another');
  inside.handleError = (...of) => handleError(...of).catch(() => undefined);
  return client;
};
