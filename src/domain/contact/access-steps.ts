import type { Access } from '../../../events';
import type { Circumstances } from '../circumstances';
import { isRefusal, type RefusalCode } from '../decision';
import { sameSet } from '../same';
import { stated } from '../stated';
import type { WantedAccess } from './change-user-access';
import { extendPartnerUserAccess } from './extend-partner-user-access';
import { grantAndInvite, loginKeyOf } from './grant-partner-user-access';
import { refusedUser } from './grant-policies';
import { about, type Step } from './in-order';
import { invitePartnerUser } from './invite-partner-user';

/** Another login or other scopes are another grant, which takes the place of the former one. */
export const grantedAnew =
  (contactId: string, wanted: WantedAccess): Step =>
  (contact, around) => {
    const { access } = contact.standing;
    if (access === undefined || isSame(access, wanted, around)) return [];
    const command = grantInPlaceOf(access, contactId, wanted, contact.login);
    return refusedUser(contactId, contact, around) ?? grantAndInvite(command, contact, around);
  };

const grantInPlaceOf = (
  access: Access,
  contactId: string,
  wanted: WantedAccess,
  known: string | undefined,
) => {
  const login = wanted.login ?? known;
  const expiresAt = wanted.expiresAt === undefined ? access.expiresAt : (wanted.expiresAt ?? undefined);
  return stated({ contactId, login, scopes: wanted.scopes ?? access.scopes, expiresAt });
};

/** Moves the end of access where another one is wanted. */
export const extended =
  (contactId: string, { expiresAt }: WantedAccess): Step =>
  (contact, around) => {
    if (expiresAt === undefined || (expiresAt ?? undefined) === contact.standing.access?.expiresAt) return [];
    const extend = extendPartnerUserAccess(expiresAt === null ? { contactId } : { contactId, expiresAt });
    return about('access.expiresAt', extend)(contact, around);
  };

/** Somebody whose identity is linked needs no invitation. */
export const invited =
  (contactId: string, { invitation }: WantedAccess): Step =>
  (contact, around) =>
    invitation === undefined || contact.standing.identityKey !== undefined
      ? []
      : about('access.invitation', invitePartnerUser({ contactId, ...invitation }))(contact, around);

/** Suspended access is restored exactly as it was, so that nothing of it changes meanwhile but its end. */
export const unchanged =
  (wanted: WantedAccess): Step =>
  ({ standing: { access } }, around) => {
    if (access === undefined || isSame(access, wanted, around)) return [];
    const path = isSame(access, { scopes: wanted.scopes }, around) ? 'access.login' : 'access.scopes';
    return {
      refused: 'VALIDATION_FAILED',
      fieldErrors: [{ path, message: 'Cannot change while access is suspended.' }],
    };
  };

const isSame = (
  access: Access,
  { login, scopes }: Pick<WantedAccess, 'login'> & { readonly scopes?: readonly string[] | undefined },
  around: Circumstances,
): boolean =>
  (scopes === undefined || sameSet(scopes, access.scopes)) &&
  (login === undefined || loginKeyOf(login, around) === access.loginKey);

/** Which field of the access a refusal to grant is about. */
const FIELDS: { readonly [Code in RefusalCode]?: string } = {
  SCOPE_EXCEEDS_GRANTOR: 'access.scopes',
  SCOPE_NOT_IN_ROLE: 'access.scopes',
  EMAIL_REQUIRED: 'access.login',
  EMAIL_DOMAIN_NOT_ALLOWED: 'access.login',
  INVALID_PERIOD: 'access.expiresAt',
};

/** Says of a refusal to grant which field of the access it is about. */
export const aboutAccess =
  (step: Step): Step =>
  (contact, around) => {
    const decision = step(contact, around);
    return isRefusal(decision)
      ? about(FIELDS[decision.refused] ?? 'access', () => decision)(contact, around)
      : decision;
  };
