import type { LiaisonEvent } from '../../../events';
import { ben, northwindWith, whileSuspended, whileTerminated } from '../circumstances';
import {
  accessExpired,
  expiredUser,
  joinedAcme,
  lostSales,
  madePresales,
  madeSalesUntilYesterday,
  partnerContact,
  registered,
  resource,
  salesExpired,
} from '../facts';
import { ANA, BEN, CLEO, NORTHWIND, partnerAdministrator, TODAY, TOMORROW, YESTERDAY } from '../people';
import { given } from '../scenario';

const makeSales = { contactId: ANA, roleCode: 'SALES' };
const made = (more: object = {}): LiaisonEvent => ({
  type: 'PartnerRoleAssigned',
  data: { contactId: ANA, partnerOrganizationId: NORTHWIND, roleCode: 'SALES', from: TODAY, ...more },
});

describe('assignPartnerRole', () => {
  test('makes a partner contact a partner resource from today on', () =>
    given(...partnerContact)
      .when('assignPartnerRole', makeSales)
      .then(made()));

  test('takes first and last day, and the manager', () =>
    given(...partnerContact)
      .when('assignPartnerRole', { ...makeSales, from: TOMORROW, to: '2026-12-31', managerId: BEN })
      .then(made({ from: TOMORROW, to: '2026-12-31', managerId: BEN })));

  test('lets a role begin on the past day that the command gives a reason for', () =>
    given(...partnerContact)
      .when('assignPartnerRole', makeSales, { effectiveOn: YESTERDAY })
      .then(made({ from: YESTERDAY })));

  test('adds a second role', () =>
    given(...resource)
      .when('assignPartnerRole', { contactId: ANA, roleCode: 'PRESALES' })
      .then(made({ roleCode: 'PRESALES' })));

  test('gives a role again after it was revoked', () =>
    given(...resource, lostSales)
      .when('assignPartnerRole', makeSales)
      .then(made()));

  test('first records that the role of before is over', () =>
    given(...partnerContact, madeSalesUntilYesterday)
      .when('assignPartnerRole', makeSales)
      .then(salesExpired, made()));

  test('first records that access is over', () =>
    given(...expiredUser)
      .when('assignPartnerRole', { contactId: ANA, roleCode: 'PRESALES' })
      .then(accessExpired, made({ roleCode: 'PRESALES' })));

  test('lets a partner administrator assign a role that may be delegated', () =>
    given(...partnerContact)
      .when('assignPartnerRole', makeSales, { actor: partnerAdministrator })
      .then(made()));

  test('records nothing where the contact has the role', () => {
    given(...resource)
      .when('assignPartnerRole', makeSales)
      .thenNothing();
    given(...resource)
      .when('assignPartnerRole', { ...makeSales, from: '2026-03-01' })
      .thenNothing();
  });

  test('refuses the same role with other days or another manager', () => {
    given(...resource)
      .when('assignPartnerRole', { ...makeSales, to: TOMORROW })
      .thenRefused('ROLE_ALREADY_ASSIGNED');
    given(...resource)
      .when('assignPartnerRole', { ...makeSales, managerId: BEN })
      .thenRefused('ROLE_ALREADY_ASSIGNED');
  });

  test('refuses somebody who belongs to no partner', () =>
    given(registered, joinedAcme).when('assignPartnerRole', makeSales).thenRefused('NOT_A_PARTNER_CONTACT'));

  test('refuses people of a partner that is not active', () => {
    given(...partnerContact)
      .when('assignPartnerRole', makeSales, whileSuspended)
      .thenRefused('PARTNER_ORG_NOT_ACTIVE');
    given(...partnerContact)
      .when('assignPartnerRole', makeSales, whileTerminated)
      .thenRefused('PARTNER_ORG_NOT_ACTIVE');
  });

  test('refuses an unknown role and a retired one', () => {
    given(...partnerContact)
      .when('assignPartnerRole', { ...makeSales, roleCode: 'PILOT' })
      .thenRefused('ROLE_UNKNOWN');
    given(...partnerContact)
      .when('assignPartnerRole', { ...makeSales, roleCode: 'FAX_DESK' })
      .thenRefused('ROLE_UNKNOWN');
  });

  test('refuses a role that the partner may not have', () =>
    given(...partnerContact)
      .when('assignPartnerRole', makeSales, northwindWith({ allowedRoles: ['PRESALES'] }))
      .thenRefused('ROLE_NOT_ALLOWED', { details: { roleCode: 'SALES' } }));

  test('refuses a partner administrator a role that may not be delegated', () =>
    given(...partnerContact)
      .when(
        'assignPartnerRole',
        { contactId: ANA, roleCode: 'SALES_MANAGER' },
        { actor: partnerAdministrator },
      )
      .thenRefused('ROLE_NOT_DELEGABLE'));

  test('refuses a manager of another partner, one without a role, and an unknown one', () => {
    const withoutRole = { ...ben, standing: { ...ben.standing, roles: [] } };
    given(...partnerContact)
      .when('assignPartnerRole', { ...makeSales, managerId: CLEO })
      .thenRefused('MANAGER_NOT_IN_ORG');
    given(...partnerContact)
      .when('assignPartnerRole', { ...makeSales, managerId: BEN }, { contacts: { [BEN]: withoutRole } })
      .thenRefused('MANAGER_NOT_IN_ORG');
    given(...partnerContact)
      .when('assignPartnerRole', { ...makeSales, managerId: NORTHWIND })
      .thenRefused('MANAGER_NOT_IN_ORG');
  });

  test('refuses a manager that reports to the contact', () =>
    given(...partnerContact, madePresales)
      .when(
        'assignPartnerRole',
        { ...makeSales, managerId: BEN },
        {
          contacts: { [BEN]: { ...ben, standing: { ...ben.standing, managerId: ANA } } },
        },
      )
      .thenRefused('HIERARCHY_CYCLE'));

  test('refuses a role that ends before it begins, or has ended', () => {
    given(...partnerContact)
      .when('assignPartnerRole', { ...makeSales, from: '2026-05-02', to: '2026-05-01' })
      .thenRefused('INVALID_PERIOD');
    given(...partnerContact)
      .when('assignPartnerRole', { ...makeSales, to: YESTERDAY }, { effectiveOn: '2026-03-05' })
      .thenRefused('INVALID_PERIOD');
  });

  test('refuses a role that begins before the contact belonged to the partner', () =>
    given(...partnerContact)
      .when('assignPartnerRole', makeSales, { effectiveOn: '2026-02-20' })
      .thenRefused('INVALID_PERIOD'));

  test('refuses a first day in the past that the command gives no reason for', () =>
    given(...partnerContact)
      .when('assignPartnerRole', { ...makeSales, from: YESTERDAY })
      .thenRefused('BACKDATE_REASON_REQUIRED'));

  test('refuses an unknown contact', () =>
    given().when('assignPartnerRole', makeSales).thenRefused('NOT_FOUND'));
});
