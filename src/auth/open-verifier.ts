import type { TokenVerifier } from './identity';
import { openLocalVerifier } from './local-key';
import { LOCAL_ISSUER } from './local-tokens';
import { oidcVerifier } from './oidc/oidc-verifier';
import { IssuersError, readIssuers } from './oidc/read-issuers';
import { type OnKeyFault, trustedIssuers } from './oidc/trusted-issuers';
import { heldAgainstFacts, type PartnerPeople } from './partner-people';
import { tellingReasons, verifierByIssuer } from './verifier-by-issuer';

/** Whose tokens the server takes. */
export interface VerifierSettings {
  readonly production: boolean;
  readonly dataFolder: string;
  /** The file of issuers. */
  readonly issuersFile?: string;
}

/** Who is told what a client is not. */
export interface VerifierListeners {
  readonly onFault: OnKeyFault;
  /** A word for why a token was not taken. */
  readonly onRefused: (reason: string) => void;
}

/**
 * Readies the verifier of a server, before there is anything to open for it: of the issuers that are set up,
 * and outside production of local tokens. Throws an `IssuersError` where the issuers will not do, or a
 * production server would have none.
 */
export const openVerifier = async (
  { production, dataFolder, issuersFile }: VerifierSettings,
  { onFault, onRefused }: VerifierListeners,
): Promise<(people: PartnerPeople) => TokenVerifier> => {
  if (production && issuersFile === undefined) {
    throw new IssuersError(
      'LIAISON_ISSUERS: expected a file of issuers in production, got none (see docs/identity.md)',
    );
  }
  const settings = issuersFile === undefined ? [] : readIssuers(issuersFile, production);
  const issuers = await trustedIssuers(settings, production, onFault);
  const local = production ? undefined : openLocalVerifier({ production, dataFolder });
  return (people) => {
    const verifiers = new Map<string, TokenVerifier>(
      issuers.map((trusted) => [trusted.settings.issuer, oidcVerifier(trusted, people)]),
    );
    if (local !== undefined) verifiers.set(LOCAL_ISSUER, heldAgainstFacts(local, people));
    return tellingReasons(verifierByIssuer(verifiers), onRefused);
  };
};
