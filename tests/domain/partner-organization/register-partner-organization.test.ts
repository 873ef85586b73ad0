import { administrator, channelManager, HARBOR, NORTHWIND } from '../people';
import { given } from '../scenario';
import { northwind, placedBelowHarbor, placedBelowNone, registered } from './facts';

const register = { ...northwind, name: 'Northwind', country: 'ES', externalId: 'acc-1' };
/** Harbor, which elsewhere stands below Northwind, stands alone here. */
const harborAlone = {
  actor: administrator,
  organizations: { [HARBOR]: { partnerOrganizationId: HARBOR, status: 'ACTIVE', emailDomains: [] } },
} as const;
const byAdministrator = { actor: administrator };

describe('registerPartnerOrganization', () => {
  test('makes a company known', () =>
    given().when('registerPartnerOrganization', register, byAdministrator).then(registered));

  test('makes the channel manager who registers it the one who looks after it', () =>
    given()
      .when('registerPartnerOrganization', register, { actor: channelManager })
      .then(registered, {
        type: 'ChannelManagerAssigned',
        data: { ...northwind, managerId: channelManager.id },
      }));

  test('leaves out what is not known of it', () =>
    given()
      .when('registerPartnerOrganization', { ...northwind, name: 'Northwind' }, byAdministrator)
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
