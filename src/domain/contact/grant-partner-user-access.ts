import { type Access, type ContactEvent, type PartnerUserAccessGranted, partnerOf } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, isRefusal, type Refusal, refuse } from '../decision';
import { sameSet } from '../same';
import { stated } from '../stated';
import { mainEmail } from './channels';
import type { Contact } from './contact';
import { hasLiveAccess } from './end-access';
import { evolveBy } from './evolve-by';
import { refusedEmail, refusedScopes, refusedUser } from './grant-policies';
import { invitePartnerUser } from './invite-partner-user';

/** What the message to a new user offers, and until when. */
export interface InvitationInput {
  readonly invitationId: string;
  /** ISO instant, UTC, with milliseconds. */
  readonly expiresAt: string;
}

export interface GrantPartnerUserAccess {
  readonly contactId: string;
  /** What the user logs on with; its main e-mail address where absent. */
  readonly login?: string;
  readonly scopes: readonly string[];
  /** When access ends by itself (ISO instant, UTC, with milliseconds); absent: never. */
  readonly expiresAt?: string;
  /** Invites the user as well, unless its identity is linked already. */
  readonly invitation?: InvitationInput;
}

/** Access makes a partner resource a partner user. It can be granted anew whenever it has ended. */
export const grantPartnerUserAccess =
  (command: GrantPartnerUserAccess) =>
  (contact: Contact, around: Circumstances): Decision<ContactEvent> => {
    const refused = refusedUser(command.contactId, contact, around);
    if (refused !== undefined) return refused;
    if (!hasLiveAccess(contact.standing)) return grantAndInvite(command, contact, around);
    const { access } = contact.standing;
    return access !== undefined && isSame(access, command, around)
      ? invited(command, contact, around)
      : refuse('ACCESS_ALREADY_GRANTED');
  };

/** Grants access, in place of any there is, where all about e-mail, scopes and end is right. */
export const grantAndInvite = (
  command: GrantPartnerUserAccess,
  contact: Contact,
  around: Circumstances,
): Decision<ContactEvent> => {
  const { scopes, expiresAt } = command;
  const refused =
    refusedEmail(contact, around) ?? refusedScopes(scopes, contact, around) ?? refusedEnd(expiresAt, around);
  if (refused !== undefined) return refused;
  const granted = [accessGranted(command, contact, around)];
  const invitation = invited(command, evolveBy(contact, granted, around), around);
  return isRefusal(invitation) ? invitation : [...granted, ...invitation];
};

/** How the login is kept: without blanks around it, and for comparison in lower case. */
export const loginKeyOf = (login: string, { keyOf }: Circumstances): string =>
  keyOf('login', login.trim().toLowerCase());

const refusedEnd = (expiresAt: string | undefined, { now }: Circumstances): Refusal | undefined =>
  expiresAt !== undefined && expiresAt <= now ? refuse('INVALID_PERIOD', { expiresAt }) : undefined;

const accessGranted = (
  { contactId, login: asked, scopes, expiresAt }: GrantPartnerUserAccess,
  { standing, channels }: Contact,
  around: Circumstances,
): PartnerUserAccessGranted => {
  const login = (asked ?? mainEmail(channels) ?? '').trim();
  const partnerOrganizationId = partnerOf(standing) ?? '';
  const loginKey = loginKeyOf(login, around);
  const data = stated({
    contactId,
    partnerOrganizationId,
    scopes: [...new Set(scopes)],
    expiresAt,
    loginKey,
  });
  return { type: 'PartnerUserAccessGranted', data, personal: { [contactId]: { login } } };
};

const isSame = (
  access: Access,
  { login, scopes, expiresAt }: GrantPartnerUserAccess,
  around: Circumstances,
): boolean =>
  access.status === 'ACTIVE' &&
  sameSet(access.scopes, scopes) &&
  access.expiresAt === expiresAt &&
  (login === undefined || loginKeyOf(login, around) === access.loginKey);

const invited = (
  { contactId, invitation }: GrantPartnerUserAccess,
  contact: Contact,
  around: Circumstances,
): Decision<ContactEvent> =>
  invitation === undefined || contact.standing.identityKey !== undefined
    ? []
    : invitePartnerUser({ contactId, ...invitation })(contact, around);
