import type { ActorKind } from '../../events';
import { ACTOR_KINDS } from '../../src/auth/actor-kinds';
import { allowed, mayCommand, mayRead, OPERATIONS } from '../../src/auth/policy';
import type { Actor } from '../../src/domain/actor';

const A = 'ADMINISTRATOR';
const C = 'CHANNEL_MANAGER';
const S = 'SALES_REPRESENTATIVE';
const V = 'SERVICE';
const U = 'AUDITOR';
const N = 'ANALYTICS_SUBSCRIBER';
const P = 'PARTNER_ADMINISTRATOR';
const Q = 'PARTNER_USER';

/** Written by hand from domain.md, not from the code: who may do what. */
const EXPECTED: Readonly<Record<string, readonly ActorKind[]>> = {
  registerPartnerOrganization: [A, C, V],
  activatePartnerOrganization: [A, C],
  suspendPartnerOrganization: [A, C],
  reactivatePartnerOrganization: [A, C],
  terminatePartnerOrganization: [A, C],
  setAllowedRoles: [A, C],
  setEmailDomains: [A, C],
  setParentOrganization: [A, C, V],
  assignChannelManager: [A, C],
  appointHierarchyHead: [A, C, P],
  defineRole: [A],
  retireRole: [A],
  registerAccount: [A, C, S, V],
  registerContact: [A, C, S, V],
  correctContactDetails: [A, C, S, V, P],
  affiliateContact: [A, C, S, V],
  endAffiliation: [A, C, V, P],
  assignPartnerRole: [A, C, V, P],
  changeResourceManager: [A, C, V, P],
  revokePartnerRole: [A, C, V, P],
  grantPartnerUserAccess: [A, C, V, P],
  suspendPartnerUserAccess: [A, C, V, P],
  restorePartnerUserAccess: [A, C, V, P],
  revokePartnerUserAccess: [A, C, V, P],
  extendPartnerUserAccess: [A, C, V, P],
  invitePartnerUser: [A, C, V, P],
  resendInvitation: [A, C, V, P],
  cancelInvitation: [A, C, V, P],
  acceptInvitation: [A, V],
  linkIdentity: [A, V],
  unlinkIdentity: [A, V],
  manageUserDetails: [A, C, V, P],
  contact: [A, C, S, V, U, P, Q],
  partnerContacts: [A, C, S, V, U, P, Q],
  contactSearch: [A, C, S, V, U, P, Q],
  contactFlavorHistory: [A, C, S, V, U],
  partnerOrganization: [A, C, S, V, U, N, P, Q],
  partnerOrganizations: [A, C, S, V, U, N],
  partnerHierarchy: [A, C, S, V, U, P, Q],
  resourceRoles: [A, C, S, V, U, N, P, Q],
  account: [A, C, S, V, U],
  accounts: [A, C, S, V, U],
  status: [A, C, S, V, U, N],
  events: [A, C, S, V, U, N],
};

const actorOf = (kind: ActorKind): Actor => ({ kind, id: 'someone' });
const OWN = '0190a6c2-0000-7000-8000-000000000001';
const OTHER = '0190a6c2-0000-7000-8000-000000000002';

describe('the access policy', () => {
  test('knows these operations and no others', () => {
    expect([...OPERATIONS].sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  test.each(Object.keys(EXPECTED))('allows %s to whom it should, and to nobody else', (operation) => {
    for (const kind of ACTOR_KINDS) {
      const verdict = EXPECTED[operation]?.includes(kind) ? 'ALLOW' : 'FORBIDDEN';
      expect([kind, allowed(actorOf(kind), operation)]).toEqual([kind, verdict]);
    }
    expect(allowed(undefined, operation)).toBe('UNAUTHENTICATED');
  });

  test.each(['dropEverything', '__proto__', 'constructor', 'recordDueFacts', ''])(
    'does not know %p',
    (operation) => {
      expect(() => allowed(actorOf(A), operation)).toThrow('Expected an operation of the access policy');
      expect(() => allowed(undefined, operation)).toThrow('Expected an operation of the access policy');
    },
  );

  test('does not know an actor kind that is none', () => {
    expect(() => allowed(actorOf('GUEST' as ActorKind), 'contact')).toThrow('Expected an actor kind');
  });

  test.each([P, Q] as const)('binds a %s to its own organization', (kind) => {
    const actor: Actor = { ...actorOf(kind), partnerOrganizationId: OWN };
    for (const may of [mayRead, mayCommand]) {
      expect(may(actor, { partnerOrganizationId: OWN })).toBe(true);
      expect(may(actor, { partnerOrganizationId: OTHER })).toBe(false);
      expect(may(actor, {})).toBe(false);
      expect(may(actorOf(kind), {})).toBe(false);
      expect(may(actorOf(kind), { partnerOrganizationId: OWN })).toBe(false);
    }
  });

  test.each([A, C, S, V, U, N] as const)('binds a %s to no organization', (kind) => {
    expect(mayRead(actorOf(kind), { partnerOrganizationId: OTHER })).toBe(true);
    expect(mayCommand(actorOf(kind), {})).toBe(true);
  });
});
