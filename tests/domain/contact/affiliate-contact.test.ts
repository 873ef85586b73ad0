import { whileTerminated } from '../circumstances';
import {
  joinedAcme,
  joinedHarbor,
  joinedNorthwind,
  leftNorthwind,
  partnerContact,
  registered,
} from '../facts';
import { ACME, ANA, HARBOR, NORTHWIND } from '../people';
import { given } from '../scenario';

const joinNorthwind = { contactId: ANA, organizationId: NORTHWIND, organizationKind: 'PARTNER' } as const;
const joinAcme = { contactId: ANA, organizationId: ACME, organizationKind: 'ACCOUNT' } as const;

describe('affiliateContact', () => {
  test('makes a contact a partner contact', () =>
    given(registered).when('affiliateContact', joinNorthwind).then(joinedNorthwind));

  test('links a contact to an account, of a partner or not', () => {
    given(registered).when('affiliateContact', joinAcme).then(joinedAcme);
    given(...partnerContact)
      .when('affiliateContact', joinAcme)
      .then(joinedAcme);
  });

  test('lets a terminated partner still get contacts', () =>
    given(registered).when('affiliateContact', joinNorthwind, whileTerminated).then(joinedNorthwind));

  test('lets a contact come to a partner after it left another', () =>
    given(...partnerContact, leftNorthwind)
      .when('affiliateContact', { ...joinNorthwind, organizationId: HARBOR })
      .then(joinedHarbor));

  test('records nothing where the contact belongs to the organization', () => {
    given(...partnerContact)
      .when('affiliateContact', joinNorthwind)
      .thenNothing();
    given(registered, joinedAcme).when('affiliateContact', joinAcme).thenNothing();
  });

  test('refuses a second partner and names the first', () =>
    given(...partnerContact)
      .when('affiliateContact', { ...joinNorthwind, organizationId: HARBOR })
      .thenRefused('ALREADY_IN_PARTNER_ORG', { details: { organizationId: NORTHWIND } }));

  test('refuses a day before the one it is known to have begun on', () =>
    given(...partnerContact)
      .when('affiliateContact', joinNorthwind, { effectiveOn: '2026-02-01' })
      .thenRefused('ALREADY_AFFILIATED'));

  test('refuses an unknown organization, and one of the other kind', () => {
    given(registered)
      .when('affiliateContact', { ...joinNorthwind, organizationId: ANA })
      .thenRefused('ORG_NOT_FOUND');
    given(registered)
      .when('affiliateContact', { ...joinAcme, organizationId: NORTHWIND })
      .thenRefused('ORG_NOT_FOUND');
  });

  test('refuses an unknown contact', () =>
    given().when('affiliateContact', joinNorthwind).thenRefused('NOT_FOUND'));
});
