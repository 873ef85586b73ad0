import type { LiaisonEvent } from '../../../events';
import { northwindWith, whileSuspended } from '../circumstances';
import {
  cancelled,
  EMAIL,
  extendedUntilNextMonth,
  formerUser,
  granted,
  grantedUntilNextWeek,
  invited,
  invitedUser,
  linkedUser,
  lostSales,
  madeSalesManager,
  madeSalesUnderBen,
  openEnded,
  partnerContact,
  reportsToBen,
  reportsToNobody,
  resource,
  restored,
  revoked,
  suspended,
  suspendedUser,
  user,
} from '../facts';
import { keyOf } from '../key-of';
import {
  ANA,
  BEN,
  CLEO,
  INVITATION,
  NEXT_MONTH,
  NEXT_WEEK,
  NORTHWIND,
  partnerAdministrator,
  TODAY,
  YESTERDAY,
} from '../people';
import { given } from '../scenario';

const ana = { contactId: ANA };
const sales = { roleCode: 'SALES' };
const presales = { roleCode: 'PRESALES' };
const active = { status: 'ACTIVE', scopes: ['opportunity:read'] } as const;
const readAndWrite = ['opportunity:read', 'opportunity:write'];
const invitation = { invitationId: INVITATION, expiresAt: NEXT_WEEK };

const made = (roleCode: string): LiaisonEvent => ({
  type: 'PartnerRoleAssigned',
  data: { ...ana, partnerOrganizationId: NORTHWIND, roleCode, from: TODAY },
});
const grantedWith = (more: object, login: string = EMAIL): LiaisonEvent => ({
  ...granted,
  data: { ...granted.data, ...more },
  personal: { [ANA]: { login } },
});
const fieldError = (path: string) => ({ fieldErrors: [{ path, message: expect.any(String) }] });

describe('manageUserDetails', () => {
  test('assigns the first role, sets the manager, grants access and invites, all at once', () =>
    given(...partnerContact)
      .when('manageUserDetails', {
        ...ana,
        roles: [sales],
        managerId: BEN,
        access: { ...active, invitation },
      })
      .then(made('SALES'), reportsToBen, granted, invited));

  test('ends access and takes all roles, all at once', () =>
    given(...invitedUser)
      .when('manageUserDetails', { ...ana, roles: [], access: { status: 'REVOKED' } })
      .then(revoked, cancelled, lostSales));

  test('replaces the only role of a user', () =>
    given(...user)
      .when('manageUserDetails', { ...ana, roles: [presales] })
      .then(made('PRESALES'), lostSales));

  test('leaves a role that is kept, also one whose days are named', () => {
    given(...user)
      .when('manageUserDetails', { ...ana, roles: [sales, presales] })
      .then(made('PRESALES'));
    given(...user)
      .when('manageUserDetails', { ...ana, roles: [{ ...sales, from: '2026-03-01' }] }, whileSuspended)
      .thenNothing();
  });

  test('lets a resource report to nobody', () =>
    given(...partnerContact, madeSalesUnderBen)
      .when('manageUserDetails', { ...ana, managerId: null })
      .then(reportsToNobody));

  test('suspends, restores and revokes access', () => {
    given(...user)
      .when('manageUserDetails', { ...ana, access: { status: 'SUSPENDED' } })
      .then(suspended);
    given(...suspendedUser)
      .when('manageUserDetails', { ...ana, access: { status: 'ACTIVE' } })
      .then(restored);
    given(...user)
      .when('manageUserDetails', { ...ana, access: { status: 'REVOKED' } })
      .then(revoked);
  });

  test('grants access again after it was revoked', () =>
    given(...formerUser)
      .when('manageUserDetails', { ...ana, access: active })
      .then(granted));

  test('moves the end of access, or takes it away', () => {
    const userUntilNextWeek = [...resource, grantedUntilNextWeek];
    given(...userUntilNextWeek)
      .when('manageUserDetails', { ...ana, access: { ...active, expiresAt: NEXT_MONTH } })
      .then(extendedUntilNextMonth);
    given(...userUntilNextWeek)
      .when('manageUserDetails', { ...ana, access: { ...active, expiresAt: null } })
      .then(openEnded);
    given(...userUntilNextWeek)
      .when('manageUserDetails', { ...ana, access: { status: 'SUSPENDED', expiresAt: NEXT_MONTH } })
      .then(suspended, extendedUntilNextMonth);
  });

  test('changes scopes by another grant, which keeps login and end', () =>
    given(...resource, grantedUntilNextWeek)
      .when('manageUserDetails', { ...ana, access: { ...active, scopes: readAndWrite } })
      .then(grantedWith({ scopes: readAndWrite, expiresAt: NEXT_WEEK })));

  test('keeps a login of its own when scopes change', () => {
    const loginKey = keyOf('login', 'ana.diaz');
    given(...resource, grantedWith({ loginKey }, 'ana.diaz'))
      .when('manageUserDetails', { ...ana, access: { ...active, scopes: readAndWrite } })
      .then(grantedWith({ loginKey, scopes: readAndWrite }, 'ana.diaz'));
  });

  test('changes the login by another grant, which keeps the open invitation', () =>
    given(...invitedUser)
      .when('manageUserDetails', { ...ana, access: { status: 'ACTIVE', login: 'ana.diaz' } })
      .then(grantedWith({ loginKey: keyOf('login', 'ana.diaz') }, 'ana.diaz')));

  test('invites a user, but not one whose identity is linked', () => {
    given(...user)
      .when('manageUserDetails', { ...ana, access: { ...active, invitation } })
      .then(invited);
    given(...linkedUser)
      .when('manageUserDetails', { ...ana, access: { ...active, invitation } })
      .thenNothing();
  });

  test('ends access with the last role where the policy says so', () =>
    given(...user)
      .when('manageUserDetails', { ...ana, roles: [], policy: 'END_MEMBERSHIPS' })
      .then(revoked, lostSales));

  test('records nothing where all is as wanted', () => {
    given(...user)
      .when('manageUserDetails', { ...ana, roles: [sales], managerId: null, access: active })
      .thenNothing();
    given(...user)
      .when('manageUserDetails', ana)
      .thenNothing();
    given(...formerUser)
      .when('manageUserDetails', { ...ana, access: { status: 'REVOKED' } })
      .thenNothing();
  });

  test('refuses the whole for one role, and says which', () =>
    given(...partnerContact)
      .when('manageUserDetails', { ...ana, roles: [sales, { roleCode: 'PILOT' }], access: active })
      .thenRefused('ROLE_UNKNOWN', fieldError('roles.1')));

  test('refuses other days for a role that is held', () =>
    given(...resource)
      .when('manageUserDetails', { ...ana, roles: [{ ...sales, to: '2026-12-31' }] })
      .thenRefused('ROLE_ALREADY_ASSIGNED', fieldError('roles.0')));

  test('refuses a manager of another partner', () =>
    given(...resource)
      .when('manageUserDetails', { ...ana, managerId: CLEO })
      .thenRefused('MANAGER_NOT_IN_ORG', fieldError('managerId')));

  test('refuses to take the last role of a user', () =>
    given(...user)
      .when('manageUserDetails', { ...ana, roles: [] })
      .thenRefused('USER_ACCESS_MUST_BE_REVOKED', fieldError('roles')));

  test("refuses to take the head's last manager's role", () =>
    given(...resource, madeSalesManager)
      .when('manageUserDetails', { ...ana, roles: [sales] }, northwindWith({ headId: ANA }))
      .thenRefused('HIERARCHY_HEAD_MUST_BE_REPLACED', fieldError('roles')));

  test('refuses access that only a role which goes would allow', () =>
    given(...resource)
      .when('manageUserDetails', { ...ana, roles: [presales], access: { ...active, scopes: readAndWrite } })
      .thenRefused('SCOPE_NOT_IN_ROLE', fieldError('access.scopes')));

  test('refuses what granting, suspending and extending would refuse', () => {
    const manage = (access: object) => ({ ...ana, access: { ...active, ...access } });
    given(...partnerContact)
      .when('manageUserDetails', manage({}))
      .thenRefused('ROLE_REQUIRED', fieldError('access'));
    given(...resource)
      .when('manageUserDetails', manage({ scopes: ['opportunity:write'] }), { actor: partnerAdministrator })
      .thenRefused('SCOPE_EXCEEDS_GRANTOR', fieldError('access.scopes'));
    given(...resource)
      .when('manageUserDetails', manage({ status: 'SUSPENDED' }))
      .thenRefused('ACCESS_NOT_ACTIVE', fieldError('access.status'));
    given(...user)
      .when('manageUserDetails', manage({ expiresAt: `${YESTERDAY}T00:00:00.000Z` }))
      .thenRefused('INVALID_PERIOD', fieldError('access.expiresAt'));
    given(...user)
      .when(
        'manageUserDetails',
        manage({ invitation: { ...invitation, expiresAt: `${YESTERDAY}T00:00:00.000Z` } }),
      )
      .thenRefused('INVALID_PERIOD', fieldError('access.invitation'));
    given(...user)
      .when('manageUserDetails', manage({ scopes: readAndWrite }), whileSuspended)
      .thenRefused('PARTNER_ORG_NOT_ACTIVE', fieldError('access'));
  });

  test('refuses to grant access without saying what the user may do', () =>
    given(...resource)
      .when('manageUserDetails', { ...ana, access: { status: 'ACTIVE' } })
      .thenRefused('VALIDATION_FAILED', fieldError('access.scopes')));

  test('refuses to change suspended access', () => {
    given(...user)
      .when('manageUserDetails', { ...ana, access: { status: 'SUSPENDED', scopes: readAndWrite } })
      .thenRefused('VALIDATION_FAILED', fieldError('access.scopes'));
    given(...user)
      .when('manageUserDetails', { ...ana, access: { status: 'SUSPENDED', login: 'ana.diaz' } })
      .thenRefused('VALIDATION_FAILED', fieldError('access.login'));
  });

  test('refuses an unknown contact', () => given().when('manageUserDetails', ana).thenRefused('NOT_FOUND'));
});
