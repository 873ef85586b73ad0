import { loadLocalKey } from '../../src/auth/local-key';
import { signLocalToken } from '../../src/auth/local-tokens';
import type { Actor } from '../../src/domain/actor';

const LIFETIME_SECONDS = 12 * 60 * 60;

/** A token of the actor that the server on this data folder takes. */
export const tokenFor = (folder: string, actor: Actor): Promise<string> =>
  signLocalToken({ actor, key: loadLocalKey(folder), lifetimeSeconds: LIFETIME_SECONDS });
