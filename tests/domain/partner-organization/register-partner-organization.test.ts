import { HARBOR, NORTHWIND } from '../people';
import { given } from '../scenario';
import { northwind, placedBelowHarbor, placedBelowNone, registered } from './facts';

const register = { ...northwind, name: 'Northwind', country: 'ES', externalId: 'acc-1' };
/** Harbor, which elsewhere stands below Northwind, stands alone here. */
const harborAlone = {
  organizations: { [HARBOR]: { partnerOrganizationId: HARBOR, status: 'ACTIVE', emailDomains: [] } },
} as const;

describe('registerPartnerOrganization', () => {
  test('makes a company known', () => given().when('registerPartnerOrganization', register).then(registered));

  test('leaves out what is not known of it', () =>
    given()
      .when('registerPartnerOrganization', { ...northwind, name: 'Northwind' })
      .then({ type: 'PartnerOrganizationRegistered', data: { ...northwind, name: 'Northwind' } }));

  test('places it below its parent', () =>
    given()
      .when('registerPartnerOrganization', { ...register, parentId: HARBOR }, harborAlone)
      .then(registered, placedBelowHarbor));

  test('records nothing where it is known with the same content', () =>
    given(registered, placedBelowHarbor, placedBelowNone)
      .when('registerPartnerOrganization', register)
      .thenNothing());

  test('refuses a known id with other content', () => {
    const { country: _, ...withoutCountry } = register;
    given(registered)
      .when('registerPartnerOrganization', { ...register, name: 'Norðwind' })
      .thenRefused('VERSION_CONFLICT');
    given(registered).when('registerPartnerOrganization', withoutCountry).thenRefused('VERSION_CONFLICT');
    given(registered)
      .when('registerPartnerOrganization', { ...register, parentId: HARBOR })
      .thenRefused('VERSION_CONFLICT');
  });

  test('refuses an unknown parent, and itself', () => {
    given()
      .when('registerPartnerOrganization', { ...register, parentId: 'unknown' })
      .thenRefused('ORG_NOT_FOUND');
    given()
      .when('registerPartnerOrganization', { ...register, parentId: NORTHWIND })
      .thenRefused('HIERARCHY_CYCLE');
  });
});
