import { northwindWith } from '../circumstances';
import {
  cancelled,
  granted,
  invited,
  joinedAcme,
  leftAcme,
  leftNorthwind,
  linkedUser,
  lostPresales,
  lostSales,
  madePresales,
  partnerContact,
  registered,
  resource,
  revoked,
  suspendedUser,
} from '../facts';
import { ACME, ANA, HARBOR, NORTHWIND } from '../people';
import { given } from '../scenario';

const leaveNorthwind = { contactId: ANA, organizationId: NORTHWIND };

describe('endAffiliation', () => {
  test('makes a partner contact an account contact', () =>
    given(...partnerContact)
      .when('endAffiliation', leaveNorthwind)
      .thenOnce('NOT_AFFILIATED', leftNorthwind));

  test('ends access, invitation and every role first, one event each', () =>
    given(...resource, madePresales, granted, invited)
      .when('endAffiliation', leaveNorthwind)
      .thenOnce('NOT_AFFILIATED', revoked, cancelled, lostSales, lostPresales, leftNorthwind));

  test('ends suspended access too', () =>
    given(...suspendedUser)
      .when('endAffiliation', leaveNorthwind)
      .thenOnce('NOT_AFFILIATED', revoked, lostSales, leftNorthwind));

  test('leaves what a user has at its partner when it leaves an account', () =>
    given(...linkedUser, joinedAcme)
      .when('endAffiliation', { contactId: ANA, organizationId: ACME })
      .thenOnce('NOT_AFFILIATED', leftAcme));

  test('refuses the head of the hierarchy', () =>
    given(...resource)
      .when('endAffiliation', leaveNorthwind, northwindWith({ headId: ANA }))
      .thenRefused('HIERARCHY_HEAD_MUST_BE_REPLACED'));

  test('lets the head of a terminated partner go, where nobody can replace it', () =>
    given(...partnerContact)
      .when('endAffiliation', leaveNorthwind, northwindWith({ headId: ANA, status: 'TERMINATED' }))
      .thenOnce('NOT_AFFILIATED', leftNorthwind));

  test('refuses an end before the beginning', () =>
    given(...partnerContact)
      .when('endAffiliation', leaveNorthwind, { effectiveOn: '2026-02-28' })
      .thenRefused('INVALID_PERIOD'));

  test('refuses where the contact does not belong to the organization', () => {
    given(registered).when('endAffiliation', leaveNorthwind).thenRefused('NOT_AFFILIATED');
    given(...partnerContact)
      .when('endAffiliation', { contactId: ANA, organizationId: HARBOR })
      .thenRefused('NOT_AFFILIATED');
  });

  test('refuses an unknown contact', () =>
    given().when('endAffiliation', leaveNorthwind).thenRefused('NOT_FOUND'));
});
