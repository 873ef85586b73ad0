/**
 * Why a command may be refused. Part of the public contract: domain.md section 3, docs/refusals.md, the
 * GraphQL enum.
 */
export const REFUSAL_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'OUT_OF_SCOPE',
  'NOT_FOUND',
  'VERSION_CONFLICT',
  'IDEMPOTENCY_KEY_REUSED',
  'VALIDATION_FAILED',
  'RATE_LIMITED',
  'BACKDATE_REASON_REQUIRED',
  'INVALID_PERIOD',
  'CONTACT_INCOMPLETE',
  'EXTERNAL_ID_TAKEN',
  'ALREADY_IN_PARTNER_ORG',
  'ALREADY_AFFILIATED',
  'NOT_AFFILIATED',
  'ORG_NOT_FOUND',
  'HIERARCHY_HEAD_MUST_BE_REPLACED',
  'NOT_A_PARTNER_CONTACT',
  'NOT_A_RESOURCE',
  'PARTNER_ORG_NOT_ACTIVE',
  'ROLE_UNKNOWN',
  'ROLE_NOT_ALLOWED',
  'ROLE_ALREADY_ASSIGNED',
  'ROLE_NOT_DELEGABLE',
  'ROLE_NOT_ASSIGNED',
  'ROLE_IN_USE',
  'MANAGER_NOT_IN_ORG',
  'HIERARCHY_CYCLE',
  'HEAD_REQUIRES_MANAGER_ROLE',
  'USER_ACCESS_MUST_BE_REVOKED',
  'ROLE_REQUIRED',
  'EMAIL_REQUIRED',
  'LOGIN_TAKEN',
  'EMAIL_DOMAIN_NOT_ALLOWED',
  'ACCESS_ALREADY_GRANTED',
  'SELF_GRANT_FORBIDDEN',
  'SCOPE_EXCEEDS_GRANTOR',
  'SCOPE_NOT_IN_ROLE',
  'LAST_ADMINISTRATOR',
  'ACCESS_NOT_ACTIVE',
  'ACCESS_NOT_SUSPENDED',
  'ACCESS_NOT_GRANTED',
  'ACCESS_EXPIRED',
  'INVITATION_EXPIRED',
  'INVITATION_ALREADY_USED',
  'NO_PENDING_INVITATION',
  'IDENTITY_ALREADY_LINKED',
  'IDENTITY_NOT_LINKED',
  'PARTNER_HAS_ACTIVE_USERS',
  'ORG_ALREADY_TERMINATED',
  'ORG_NOT_SUSPENDED_OR_TERMINATED',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** One field of the input that will not do, with its path (`access.scopes.0`). */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** The business says no. A value, never an exception; `details` never hold personal data. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly details?: Readonly<Record<string, string | readonly string[]>>;
  readonly fieldErrors?: readonly FieldError[];
  /** The policy said no, and about which partner organization; for the records of use, never for the client. */
  readonly denied?: { readonly partnerOrganizationId?: string };
}

/** What a decider answers: events to record, none where it is already so, or a refusal. */
export type Decision<Event> = readonly Event[] | Refusal;

/** A refusal, with what it is about. */
export const refuse = (refused: RefusalCode, details?: Refusal['details']): Refusal =>
  details === undefined ? { refused } : { refused, details };

/** Whether the business said no. */
export const isRefusal = (decision: unknown): decision is Refusal =>
  typeof decision === 'object' && decision !== null && 'refused' in decision;
