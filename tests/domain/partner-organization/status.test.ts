import { given } from '../scenario';
import {
  activated,
  active,
  northwind,
  reactivated,
  registered,
  suspended,
  terminated,
  whileSuspended,
  whileTerminated,
} from './facts';

describe('activatePartnerOrganization', () => {
  test('begins the partnership', () =>
    given(registered).when('activatePartnerOrganization', northwind).then(activated));
  test('records nothing where it is active', () => {
    given(...active)
      .when('activatePartnerOrganization', northwind)
      .thenNothing();
    given(...whileSuspended, reactivated)
      .when('activatePartnerOrganization', northwind)
      .thenNothing();
  });
  test('refuses a suspended and a terminated one, which are reactivated', () => {
    given(...whileSuspended)
      .when('activatePartnerOrganization', northwind)
      .thenRefused('PARTNER_ORG_NOT_ACTIVE');
    given(...whileTerminated)
      .when('activatePartnerOrganization', northwind)
      .thenRefused('ORG_ALREADY_TERMINATED');
  });
  test('refuses an unknown one', () =>
    given().when('activatePartnerOrganization', northwind).thenRefused('NOT_FOUND'));
});

describe('suspendPartnerOrganization', () => {
  test('blocks an active one', () =>
    given(...active)
      .when('suspendPartnerOrganization', northwind)
      .then(suspended));
  test('records nothing where it is suspended', () =>
    given(...whileSuspended)
      .when('suspendPartnerOrganization', northwind)
      .thenNothing());
  test('refuses one that is not active yet, or no more', () => {
    given(registered).when('suspendPartnerOrganization', northwind).thenRefused('PARTNER_ORG_NOT_ACTIVE');
    given(...whileTerminated)
      .when('suspendPartnerOrganization', northwind)
      .thenRefused('ORG_ALREADY_TERMINATED');
  });
  test('refuses an unknown one', () =>
    given().when('suspendPartnerOrganization', northwind).thenRefused('NOT_FOUND'));
});

describe('reactivatePartnerOrganization', () => {
  test('takes up a suspended and a terminated one again', () => {
    given(...whileSuspended)
      .when('reactivatePartnerOrganization', northwind)
      .then(reactivated);
    given(...whileTerminated)
      .when('reactivatePartnerOrganization', northwind)
      .then(reactivated);
  });
  test('records nothing where it is active', () =>
    given(...active)
      .when('reactivatePartnerOrganization', northwind)
      .thenNothing());
  test('refuses one that never was active', () =>
    given(registered)
      .when('reactivatePartnerOrganization', northwind)
      .thenRefused('ORG_NOT_SUSPENDED_OR_TERMINATED'));
  test('refuses an unknown one', () =>
    given().when('reactivatePartnerOrganization', northwind).thenRefused('NOT_FOUND'));
});

describe('terminatePartnerOrganization', () => {
  const withUsers = { activeUsers: 3 };
  const revokingAccess = { ...northwind, policy: 'REVOKE_ACCESS' } as const;

  test('ends the partnership, whatever its state', () => {
    given(registered).when('terminatePartnerOrganization', northwind).then(terminated);
    given(...active)
      .when('terminatePartnerOrganization', northwind)
      .then(terminated);
    given(...whileSuspended)
      .when('terminatePartnerOrganization', northwind)
      .then(terminated);
  });
  test('ends it with active users where the policy says so', () =>
    given(...active)
      .when('terminatePartnerOrganization', revokingAccess, withUsers)
      .then(terminated));
  test('records nothing where it is over, also while its users are still being ended', () =>
    given(...whileTerminated)
      .when('terminatePartnerOrganization', northwind, withUsers)
      .thenNothing());
  test('refuses while there are active users, and says how many', () =>
    given(...active)
      .when('terminatePartnerOrganization', northwind, withUsers)
      .thenRefused('PARTNER_HAS_ACTIVE_USERS', { details: { activeUsers: '3' } }));
  test('refuses an unknown one', () =>
    given().when('terminatePartnerOrganization', northwind).thenRefused('NOT_FOUND'));
});
