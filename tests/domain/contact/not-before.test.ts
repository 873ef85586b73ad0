import {
  granted,
  joinedNorthwind,
  lostPresales,
  madePresales,
  madePresalesFromNextMonth,
  madePresalesFromToday,
  madeSales,
  registered,
  resource,
  restored,
  revoked,
  suspended,
  suspendedUser,
  user,
} from '../facts';
import { ANA, BEN, DAY_BEFORE, INVITATION, NEXT_MONTH, NEXT_WEEK, NORTHWIND, YESTERDAY } from '../people';
import { given } from '../scenario';
import { recordedAt } from '../subject-folds';

const ana = { contactId: ANA };
/** The day before all the facts of `given`. */
const tooEarly = { effectiveOn: '2026-02-28' };
const scopes = ['opportunity:read'];
/** Granted yesterday, on a role from the first of the month. */
const userSinceYesterday = [...resource, recordedAt(`${YESTERDAY}T09:00:00.000Z`, granted)];

test.each([
  ['grantPartnerUserAccess', { ...ana, scopes }, resource],
  ['suspendPartnerUserAccess', ana, user],
  ['restorePartnerUserAccess', ana, suspendedUser],
  ['revokePartnerUserAccess', ana, user],
  ['extendPartnerUserAccess', { ...ana, expiresAt: NEXT_MONTH }, user],
  ['invitePartnerUser', { ...ana, invitationId: INVITATION, expiresAt: NEXT_WEEK }, user],
  ['revokePartnerRole', { ...ana, roleCode: 'SALES' }, resource],
  ['changeResourceManager', { ...ana, managerId: BEN }, resource],
  ['endAffiliation', { ...ana, organizationId: NORTHWIND }, resource],
  ['manageUserDetails', { ...ana, access: { status: 'REVOKED' } }, user],
] as const)('%s refuses a day before what it depends on', (name, command, facts) =>
  given(...facts)
    .when(name, command, tooEarly)
    .thenRefused('INVALID_PERIOD', {
      details: { effectiveOn: tooEarly.effectiveOn, notBefore: DAY_BEFORE },
      fieldErrors: [{ path: 'effectiveOn', message: `Must not be before ${DAY_BEFORE}.` }],
    }),
);

test('appointHierarchyHead refuses a day before the role of a manager began', () =>
  given({ type: 'PartnerOrganizationRegistered', data: { partnerOrganizationId: NORTHWIND, name: 'N' } })
    .when(
      'appointHierarchyHead',
      { partnerOrganizationId: NORTHWIND, contactId: BEN },
      { effectiveOn: '2025-12-31' },
    )
    .thenRefused('INVALID_PERIOD'));

test('what ends with a role or an affiliation must have begun too', () => {
  const before = { effectiveOn: '2026-03-05' };
  given(...userSinceYesterday)
    .when('revokePartnerRole', { ...ana, roleCode: 'SALES', policy: 'END_MEMBERSHIPS' }, before)
    .thenRefused('INVALID_PERIOD', { details: { ...before, notBefore: YESTERDAY } });
  given(...userSinceYesterday)
    .when('endAffiliation', { ...ana, organizationId: NORTHWIND }, before)
    .thenRefused('INVALID_PERIOD', { details: { ...before, notBefore: YESTERDAY } });
});

test('the very day is early enough', () => {
  given(...resource)
    .when('grantPartnerUserAccess', { ...ana, scopes }, { effectiveOn: DAY_BEFORE })
    .then(granted);
  given(...userSinceYesterday)
    .when('suspendPartnerUserAccess', ana, { effectiveOn: YESTERDAY })
    .then(suspended);
  given(...suspendedUser)
    .when('restorePartnerUserAccess', ana, { effectiveOn: DAY_BEFORE })
    .then(restored);
  given(...user)
    .when('revokePartnerUserAccess', ana, { effectiveOn: DAY_BEFORE })
    .then(revoked);
});

test('a grant that was back-dated counts from its day on', () => {
  const backdated = recordedAt(`${YESTERDAY}T09:00:00.000Z`, granted, '2026-03-05');
  given(...resource, backdated)
    .when('suspendPartnerUserAccess', ana, { effectiveOn: '2026-03-05' })
    .then(suspended);
});

test('a role that lies ahead may be revoked from the day it was recorded', () => {
  const command = { ...ana, roleCode: 'PRESALES' };
  const facts = [registered, joinedNorthwind, madeSales, madePresalesFromNextMonth];
  given(...facts)
    .when('revokePartnerRole', command)
    .thenOnce('ROLE_NOT_ASSIGNED', lostPresales);
  given(...facts)
    .when('revokePartnerRole', command, tooEarly)
    .thenRefused('INVALID_PERIOD');
});

test('a role that began today cannot have ended yesterday, another one can', () => {
  const command = { ...ana, roleCode: 'PRESALES' };
  given(...resource, madePresalesFromToday)
    .when('revokePartnerRole', command, { effectiveOn: YESTERDAY })
    .thenRefused('INVALID_PERIOD');
  given(...resource, madePresales)
    .when('revokePartnerRole', command, { effectiveOn: YESTERDAY })
    .thenOnce('ROLE_NOT_ASSIGNED', lostPresales);
});
