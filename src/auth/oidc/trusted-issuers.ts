import type { IssuerSettings } from './issuer-schema';
import { KeysUnavailable } from './key-set';
import { keysByDiscovery, keysFromFile } from './load-keys';
import type { TrustedIssuer } from './oidc-verifier';
import { IssuersError } from './read-issuers';
import { FETCHED, FROM_FILE, refreshingKeys } from './refreshing-keys';

/** Told of keys that could not be had, while the server goes on. */
export type OnKeyFault = (process: string, fault: unknown) => void;

/**
 * Readies the issuers' keys. A file that will not do ends the start with an `IssuersError`; an issuer that
 * cannot be reached does not, its tokens are refused until it can.
 */
export const trustedIssuers = (
  issuers: readonly IssuerSettings[],
  production: boolean,
  onFault: OnKeyFault,
): Promise<readonly TrustedIssuer[]> =>
  Promise.all(
    issuers.map(async (settings) => {
      const { name, issuer, jwks } = settings;
      const tell = (fault: unknown): void => onFault(`keys of issuer ${name}`, fault);
      if (jwks === 'discovery')
        return { settings, keys: refreshingKeys(keysByDiscovery(issuer, production), FETCHED, tell) };
      const load = keysFromFile(jwks.file);
      await tried(load, jwks.file);
      return { settings, keys: refreshingKeys(load, FROM_FILE, tell) };
    }),
  );

const tried = async (load: () => Promise<unknown>, file: string): Promise<void> => {
  try {
    await load();
  } catch (fault) {
    const why = fault instanceof KeysUnavailable ? fault.message : (fault as NodeJS.ErrnoException).code;
    throw new IssuersError(`${file}: ${why}`, { cause: fault });
  }
};
