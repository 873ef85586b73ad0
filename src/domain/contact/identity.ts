import type { IdentityLinked } from '../../../events';
import type { Circumstances } from '../circumstances';

/** Who somebody is at an identity provider. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** Names the reservation of an identity: one identity belongs to one contact. */
export const identityKeyOf = ({ issuer, subject }: Identity, { keyOf }: Circumstances): string =>
  keyOf('identity', `${issuer} ${subject}`);

/** The fact that the contact logs on with this identity. */
export const identityLinked = (
  contactId: string,
  { issuer, subject }: Identity,
  identityKey: string,
): IdentityLinked => ({
  type: 'IdentityLinked',
  data: { contactId, identityKey, issuer },
  personal: { [contactId]: { subject } },
});
