import type { JWTVerifyGetKey } from 'jose';
import type { ActorKind } from '../../../events';
import type { Identity, TokenVerifier } from '../identity';
import { endWithAccess, type PartnerPeople, partnerActor } from '../partner-people';
import { refusedBecause } from '../refused';
import { RememberedTokens } from '../remembered-tokens';
import { kindIn, subjectIn } from './claims';
import type { IssuerSettings } from './issuer-schema';
import { type VerifiedToken, verifiedToken } from './verified-token';

/** An issuer with where its keys come from. */
export interface TrustedIssuer {
  readonly settings: IssuerSettings;
  readonly keys: JWTVerifyGetKey;
}

/** Takes the access tokens of one issuer and answers whose they are. */
export const oidcVerifier = ({ settings, keys }: TrustedIssuer, people: PartnerPeople): TokenVerifier => {
  const remembered = new RememberedTokens<VerifiedToken>();
  return async (token) => {
    const verified = await verifiedToken(token, settings, keys, remembered);
    const subject = subjectIn(verified.payload, settings);
    if (subject === undefined) throw refusedBecause('SUBJECT_NOT_USABLE');
    const id = `${settings.name}|${subject}`;
    return settings.kind === 'partners'
      ? partnersPerson(verified, { id, issuer: settings.issuer, subject }, people)
      : ownPerson(verified, { id, kind: kindIn(verified.payload, settings) });
  };
};

const ownPerson = (
  { expiresAtMs }: VerifiedToken,
  { id, kind }: { readonly id: string; readonly kind: ActorKind | undefined },
): Identity => {
  if (kind === undefined) throw refusedBecause('NOT_EXACTLY_ONE_KIND');
  return { actor: { kind, id }, expiresAtMs };
};

/** Found by the identity link alone: an e-mail address in a token proves nothing about whose access it is. */
const partnersPerson = async (
  { expiresAtMs }: VerifiedToken,
  { id, issuer, subject }: { readonly id: string; readonly issuer: string; readonly subject: string },
  people: PartnerPeople,
): Promise<Identity> => {
  const contactId = await people.contactOfIdentity(issuer, subject);
  if (contactId === undefined) throw refusedBecause('IDENTITY_NOT_LINKED');
  const user = await people.userOf(contactId);
  if (user === undefined) throw refusedBecause('NO_CURRENT_ACCESS', { kind: 'PARTNER_USER', id });
  return { actor: partnerActor(id, user), expiresAtMs: endWithAccess(expiresAtMs, user) };
};
