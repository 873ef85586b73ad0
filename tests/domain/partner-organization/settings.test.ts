import { given } from '../scenario';
import { allowedRolesSet, emailDomainsSet, northwind, registered } from './facts';

describe('setAllowedRoles', () => {
  const salesOnly = { ...northwind, roleCodes: ['SALES'] };
  const two = { ...northwind, roleCodes: ['SALES', 'PRESALES'] };

  test('limits which roles its people may get', () =>
    given(registered)
      .when('setAllowedRoles', salesOnly)
      .then(allowedRolesSet(['SALES'])));
  test('allows none', () =>
    given(registered)
      .when('setAllowedRoles', { ...northwind, roleCodes: [] })
      .then(allowedRolesSet([])));
  test('allows every role again', () =>
    given(registered, allowedRolesSet(['SALES']))
      .when('setAllowedRoles', northwind)
      .then(allowedRolesSet()));
  test('names each role once', () =>
    given(registered)
      .when('setAllowedRoles', { ...northwind, roleCodes: ['SALES', 'SALES'] })
      .then(allowedRolesSet(['SALES'])));
  test('records nothing where these are allowed, in whatever order', () => {
    given(registered, allowedRolesSet(['PRESALES', 'SALES']))
      .when('setAllowedRoles', two)
      .thenNothing();
    given(registered).when('setAllowedRoles', northwind).thenNothing();
  });
  test('refuses a role that the catalogue does not know, and names it', () =>
    given(registered)
      .when('setAllowedRoles', { ...northwind, roleCodes: ['SALES', 'PILOT'] })
      .thenRefused('ROLE_UNKNOWN', { details: { roleCodes: ['PILOT'] } }));
  test('refuses an unknown organization', () =>
    given().when('setAllowedRoles', salesOnly).thenRefused('NOT_FOUND'));
});

describe('setEmailDomains', () => {
  test('limits the addresses of users, in lower case and each domain once', () =>
    given(registered)
      .when('setEmailDomains', {
        ...northwind,
        domains: [' Northwind.EXAMPLE ', 'northwind.example', 'nw.example'],
      })
      .then(emailDomainsSet('northwind.example', 'nw.example')));
  test('allows any domain again', () =>
    given(registered, emailDomainsSet('nw.example'))
      .when('setEmailDomains', { ...northwind, domains: [] })
      .then(emailDomainsSet()));
  test('records nothing where these are allowed, in whatever order', () => {
    given(registered, emailDomainsSet('a.example', 'b.example'))
      .when('setEmailDomains', { ...northwind, domains: ['B.example', 'a.example'] })
      .thenNothing();
    given(registered)
      .when('setEmailDomains', { ...northwind, domains: [] })
      .thenNothing();
  });
  test('refuses an unknown organization', () =>
    given()
      .when('setEmailDomains', { ...northwind, domains: [] })
      .thenRefused('NOT_FOUND'));
});

describe('assignChannelManager', () => {
  const assign = { ...northwind, managerId: 'employee-7' };
  const assigned = { type: 'ChannelManagerAssigned', data: assign } as const;

  test('says who looks after the partner', () =>
    given(registered).when('assignChannelManager', assign).then(assigned));
  test('lets another one take over', () =>
    given(registered, { ...assigned, data: { ...assign, managerId: 'employee-8' } })
      .when('assignChannelManager', assign)
      .then(assigned));
  test('records nothing where that one does', () =>
    given(registered, assigned).when('assignChannelManager', assign).thenNothing());
  test('refuses an unknown organization', () =>
    given().when('assignChannelManager', assign).thenRefused('NOT_FOUND'));
});
