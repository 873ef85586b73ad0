import { northwindWith } from '../circumstances';
import {
  accessExpired,
  cancelled,
  expiredUser,
  formerUser,
  granted,
  invitedUser,
  lostSales,
  lostSalesManager,
  madePresales,
  madePresalesFromNextMonth,
  madeSalesManager,
  partnerContact,
  resource,
  revoked,
  suspendedUser,
  user,
} from '../facts';
import { ANA } from '../people';
import { given } from '../scenario';

const loseSales = { contactId: ANA, roleCode: 'SALES' };
const loseSalesAndAccess = { ...loseSales, policy: 'END_MEMBERSHIPS' } as const;
const whileHead = northwindWith({ headId: ANA });

describe('revokePartnerRole', () => {
  test('makes a resource a partner contact', () =>
    given(...resource)
      .when('revokePartnerRole', loseSales)
      .thenOnce('ROLE_NOT_ASSIGNED', lostSales));

  test('leaves access where another role holds', () =>
    given(...user, madePresales)
      .when('revokePartnerRole', loseSales)
      .thenOnce('ROLE_NOT_ASSIGNED', lostSales));

  test('takes the last role of a former user', () =>
    given(...formerUser)
      .when('revokePartnerRole', loseSales)
      .thenOnce('ROLE_NOT_ASSIGNED', lostSales));

  test('takes the last role where access is over, and first records that', () =>
    given(...expiredUser)
      .when('revokePartnerRole', loseSales)
      .thenOnce('ROLE_NOT_ASSIGNED', accessExpired, lostSales));

  test('ends access before the last role, where the policy says so', () => {
    given(...invitedUser)
      .when('revokePartnerRole', loseSalesAndAccess)
      .thenOnce('ROLE_NOT_ASSIGNED', revoked, cancelled, lostSales);
    given(...suspendedUser)
      .when('revokePartnerRole', loseSalesAndAccess)
      .thenOnce('ROLE_NOT_ASSIGNED', revoked, lostSales);
  });

  test('refuses the last role of a user', () => {
    given(...user)
      .when('revokePartnerRole', loseSales)
      .thenRefused('USER_ACCESS_MUST_BE_REVOKED');
    given(...suspendedUser)
      .when('revokePartnerRole', { ...loseSales, policy: 'REJECT' })
      .thenRefused('USER_ACCESS_MUST_BE_REVOKED');
  });

  test('refuses the last role that holds today, whatever is to come', () =>
    given(...user, madePresalesFromNextMonth)
      .when('revokePartnerRole', loseSales)
      .thenRefused('USER_ACCESS_MUST_BE_REVOKED'));

  test("refuses the head its last manager's role", () =>
    given(...resource, madeSalesManager)
      .when('revokePartnerRole', { contactId: ANA, roleCode: 'SALES_MANAGER' }, whileHead)
      .thenRefused('HIERARCHY_HEAD_MUST_BE_REPLACED'));

  test("takes another role of the head, and a manager's role of somebody else", () => {
    given(...resource, madeSalesManager)
      .when('revokePartnerRole', loseSales, whileHead)
      .thenOnce('ROLE_NOT_ASSIGNED', lostSales);
    given(...partnerContact, madeSalesManager)
      .when('revokePartnerRole', { contactId: ANA, roleCode: 'SALES_MANAGER' })
      .thenOnce('ROLE_NOT_ASSIGNED', lostSalesManager);
  });

  test('refuses a role that the contact does not have', () => {
    given(...partnerContact)
      .when('revokePartnerRole', loseSales)
      .thenRefused('ROLE_NOT_ASSIGNED');
    given(...partnerContact, madePresales, granted)
      .when('revokePartnerRole', loseSales)
      .thenRefused('ROLE_NOT_ASSIGNED');
  });

  test('refuses an unknown contact', () =>
    given().when('revokePartnerRole', loseSales).thenRefused('NOT_FOUND'));
});
