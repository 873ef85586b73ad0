import type { RefusalCode } from '../../domain/decision';
import { enumOf } from '../enum-of';

/**
 * For each refusal what is wrong and what to do: the message a client gets, and the description in the
 * schema.
 */
export const REFUSAL_MESSAGES: Readonly<Record<RefusalCode, string>> = {
  UNAUTHENTICATED: 'No valid token came with the request: send one as `Authorization: Bearer …`.',
  FORBIDDEN: 'This actor may not do this: ask somebody whose role allows it.',
  OUT_OF_SCOPE: 'This actor may do this for its own organization only.',
  NOT_FOUND: 'There is no such thing, or it is not visible to this actor: check the id.',
  VERSION_CONFLICT:
    'Somebody changed it in the meantime: read it again and decide anew, with the version you then see.',
  IDEMPOTENCY_KEY_REUSED: 'The same key came before with another content: use a new key for a new command.',
  VALIDATION_FAILED: 'The input is not of the right form: `fieldErrors` says where and what is expected.',
  RATE_LIMITED: 'Too many requests in a short time: wait and send it again with the same key.',
  BACKDATE_REASON_REQUIRED: 'A day in the past needs a reason: say in `reason` why it is recorded late.',
  INVALID_PERIOD:
    'The period ends before it begins, lies in the past, or the day is still to come: correct the dates.',
  CONTACT_INCOMPLETE: 'A contact needs a name or an e-mail address: give at least one.',
  EXTERNAL_ID_TAKEN: 'Another contact has this external id: find that contact, or use another id.',
  ALREADY_IN_PARTNER_ORG: 'The contact belongs to another partner organization: end that affiliation first.',
  ALREADY_AFFILIATED: 'The contact already belongs to this organization.',
  NOT_AFFILIATED: 'The contact does not belong to this organization.',
  ORG_NOT_FOUND: 'There is no such organization of this kind: check the id and the kind.',
  HIERARCHY_HEAD_MUST_BE_REPLACED:
    'The contact heads the hierarchy of its organization: appoint another head first.',
  NOT_A_PARTNER_CONTACT: 'The contact belongs to no partner organization: affiliate it with one first.',
  NOT_A_RESOURCE: 'The contact has no resource role: assign one first.',
  PARTNER_ORG_NOT_ACTIVE: 'The partner organization is not active: activate or reactivate it first.',
  ROLE_UNKNOWN: 'There is no such role in the catalogue, or it is retired: choose one of `resourceRoles`.',
  ROLE_NOT_ALLOWED:
    'The partner organization may not have this role: choose an allowed one or change `setAllowedRoles`.',
  ROLE_ALREADY_ASSIGNED: 'The contact has this role with other dates: revoke it first, or leave it.',
  ROLE_NOT_DELEGABLE: 'A partner administrator may not assign this role: ask the channel manager.',
  ROLE_NOT_ASSIGNED: 'The contact does not have this role.',
  ROLE_IN_USE: 'Contacts still hold the role: revoke it from them first.',
  MANAGER_NOT_IN_ORG: 'The manager is no resource of the same partner organization: choose one who is.',
  HIERARCHY_CYCLE: 'Somebody would report to themselves in the end: choose another manager or parent.',
  HEAD_REQUIRES_MANAGER_ROLE: 'The head of a hierarchy needs a role of kind MANAGER: assign one first.',
  USER_ACCESS_MUST_BE_REVOKED:
    'The contact still has user access: revoke it first, or choose the policy that does so.',
  ROLE_REQUIRED: 'User access needs a resource role: assign one first.',
  EMAIL_REQUIRED: 'A user needs a login: record an e-mail address of the contact, or give a login.',
  LOGIN_TAKEN: 'Another user has this login: choose another one.',
  EMAIL_DOMAIN_NOT_ALLOWED:
    'The organization does not allow this e-mail domain: use another address or change `setEmailDomains`.',
  ACCESS_ALREADY_GRANTED:
    'The contact has user access already, other than this: change, extend or revoke it.',
  SELF_GRANT_FORBIDDEN: 'Nobody grants access to themselves: ask another administrator.',
  SCOPE_EXCEEDS_GRANTOR: 'Nobody grants more than they have: leave out the scopes you do not have.',
  SCOPE_NOT_IN_ROLE: 'None of the contact’s roles gives this scope: leave it out or assign a role that does.',
  LAST_ADMINISTRATOR:
    'Nobody else administers the organization: make another administrator first, or ask the channel manager.',
  ACCESS_NOT_ACTIVE: 'The contact has no active user access.',
  ACCESS_NOT_SUSPENDED: 'The user access is not suspended, so there is nothing to restore.',
  ACCESS_NOT_GRANTED: 'The contact has no user access: grant it first.',
  ACCESS_EXPIRED: 'The user access has expired: grant it anew.',
  INVITATION_EXPIRED: 'The invitation has expired: have it sent again.',
  INVITATION_ALREADY_USED: 'The invitation has been accepted already.',
  NO_PENDING_INVITATION:
    'There is no such invitation that waits to be accepted, or its secret is wrong: invite the user anew.',
  IDENTITY_ALREADY_LINKED:
    'The identity belongs to another contact, or the contact has another identity: unlink it first.',
  IDENTITY_NOT_LINKED: 'The contact has no linked identity.',
  PARTNER_HAS_ACTIVE_USERS:
    'The organization has active users: revoke their access first, or choose the policy REVOKE_ACCESS.',
  ORG_ALREADY_TERMINATED: 'The partnership is over: reactivate the organization first.',
  ORG_NOT_SUSPENDED_OR_TERMINATED: 'Only a suspended or terminated organization is reactivated.',
};

/** Why a command may be refused. */
export const RefusalCodeEnum = enumOf<RefusalCode>(
  'RefusalCode',
  'Why a command was refused.',
  REFUSAL_MESSAGES,
);
