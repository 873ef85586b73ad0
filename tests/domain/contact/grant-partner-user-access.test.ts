import type { LiaisonEvent } from '../../../events';
import { northwindWith, whileSuspended } from '../circumstances';
import {
  accessExpired,
  EMAIL,
  email,
  expiredUser,
  formerUser,
  granted,
  grantedUntilNextWeek,
  invited,
  joinedNorthwind,
  linkedUser,
  madePresales,
  madePresalesFromNextMonth,
  madeSales,
  partnerContact,
  phone,
  registered,
  registeredByName,
  resource,
  revoked,
  suspendedUser,
  unlinked,
  user,
} from '../facts';
import { keyOf } from '../key-of';
import { ANA, EMAIL_ID, INVITATION, NEXT_WEEK, NOW, partnerAdministrator } from '../people';
import { given } from '../scenario';

const grant = { contactId: ANA, scopes: ['opportunity:read'] };
const grantAndInvite = { ...grant, invitation: { invitationId: INVITATION, expiresAt: NEXT_WEEK } };
const grantedWith = (more: object, login = EMAIL): LiaisonEvent => ({
  ...granted,
  data: { ...granted.data, ...more },
  personal: { [ANA]: { login } },
});

describe('grantPartnerUserAccess', () => {
  test('makes a resource a user that logs on with its e-mail address', () =>
    given(...resource)
      .when('grantPartnerUserAccess', grant)
      .then(granted));

  test('takes a login without the blanks around it, and knows it in any letter case', () => {
    const loginKey = keyOf('login', 'ana@acme.example');
    given(...resource)
      .when('grantPartnerUserAccess', { ...grant, login: ' Ana@ACME.example ' })
      .then(grantedWith({ loginKey }, 'Ana@ACME.example'));
    given(...resource, grantedWith({ loginKey }))
      .when('grantPartnerUserAccess', { ...grant, login: 'ANA@acme.example' })
      .thenNothing();
  });

  test('takes the preferred e-mail address for a login', () => {
    const other = { ...email, preferred: false, channelId: phone.channelId };
    const values = { [other.channelId]: 'ana@home.example', [email.channelId]: EMAIL };
    const withTwo = { ...registered, data: { ...registered.data, channels: [other, email] } };
    given({ ...withTwo, personal: { [ANA]: { channels: values } } }, joinedNorthwind, madeSales)
      .when('grantPartnerUserAccess', grant)
      .then(granted);
  });

  test('grants access with an end', () =>
    given(...resource)
      .when('grantPartnerUserAccess', { ...grant, expiresAt: NEXT_WEEK })
      .then(grantedUntilNextWeek));

  test('grants what any role that holds today allows, and each scope once', () =>
    given(...resource, madePresales)
      .when('grantPartnerUserAccess', {
        ...grant,
        scopes: ['opportunity:write', 'opportunity:read', 'opportunity:write'],
      })
      .then(grantedWith({ scopes: ['opportunity:write', 'opportunity:read'] })));

  test('invites the user where that is asked for', () =>
    given(...resource)
      .when('grantPartnerUserAccess', grantAndInvite)
      .then(granted, invited));

  test('invites a user that was granted the same access before', () =>
    given(...user)
      .when('grantPartnerUserAccess', grantAndInvite)
      .then(invited));

  test('invites nobody whose identity is linked', () =>
    given(...linkedUser, revoked)
      .when('grantPartnerUserAccess', grantAndInvite)
      .then(granted));

  test('grants access again after it was revoked', () =>
    given(...formerUser)
      .when('grantPartnerUserAccess', grant)
      .then(granted));

  test('grants access again after it expired, and first records that it did', () =>
    given(...expiredUser)
      .when('grantPartnerUserAccess', grant)
      .then(accessExpired, granted));

  test('lets a partner administrator grant what it may do itself', () =>
    given(...resource)
      .when('grantPartnerUserAccess', grant, { actor: partnerAdministrator })
      .then(granted));

  test('records nothing where the user has this access', () => {
    given(...user)
      .when('grantPartnerUserAccess', grant)
      .thenNothing();
    given(...linkedUser, unlinked, invited)
      .when('grantPartnerUserAccess', grantAndInvite)
      .thenNothing();
  });

  test('refuses somebody without a role that holds today', () => {
    given(...partnerContact)
      .when('grantPartnerUserAccess', grant)
      .thenRefused('ROLE_REQUIRED');
    given(registered).when('grantPartnerUserAccess', grant).thenRefused('ROLE_REQUIRED');
    given(...partnerContact, madePresalesFromNextMonth)
      .when('grantPartnerUserAccess', grant)
      .thenRefused('ROLE_REQUIRED');
  });

  test('refuses people of a partner that is not active', () =>
    given(...resource)
      .when('grantPartnerUserAccess', grant, whileSuspended)
      .thenRefused('PARTNER_ORG_NOT_ACTIVE'));

  test('refuses to let anybody grant access to itself', () =>
    given(...resource)
      .when('grantPartnerUserAccess', grant, { actor: { ...partnerAdministrator, contactId: ANA } })
      .thenRefused('SELF_GRANT_FORBIDDEN'));

  test('refuses other access than the user has', () => {
    const more = { ...grant, scopes: ['opportunity:read', 'opportunity:write'] };
    given(...user)
      .when('grantPartnerUserAccess', more)
      .thenRefused('ACCESS_ALREADY_GRANTED');
    given(...user)
      .when('grantPartnerUserAccess', { ...grant, login: 'ana' })
      .thenRefused('ACCESS_ALREADY_GRANTED');
    given(...user)
      .when('grantPartnerUserAccess', { ...grant, expiresAt: NEXT_WEEK })
      .thenRefused('ACCESS_ALREADY_GRANTED');
  });

  test('refuses a suspended user, who is to be restored', () =>
    given(...suspendedUser)
      .when('grantPartnerUserAccess', grant)
      .thenRefused('ACCESS_ALREADY_GRANTED'));

  test('refuses somebody without an e-mail address', () =>
    given(registeredByName, joinedNorthwind, madeSales)
      .when('grantPartnerUserAccess', { ...grant, login: 'ana' })
      .thenRefused('EMAIL_REQUIRED'));

  test('refuses an e-mail address outside the domains of the partner', () => {
    const only = (domain: string) => northwindWith({ emailDomains: [domain] });
    const inCapitals = { ...registered.personal[ANA], channels: { [EMAIL_ID]: 'ana@NORTHWIND.example' } };
    given({ ...registered, personal: { [ANA]: inCapitals } }, joinedNorthwind, madeSales)
      .when('grantPartnerUserAccess', { ...grant, login: EMAIL }, only('northwind.example'))
      .then(granted);
    given(...resource)
      .when('grantPartnerUserAccess', grant, only('northwind.example'))
      .then(granted);
    given(...resource)
      .when('grantPartnerUserAccess', grant, only('example'))
      .thenRefused('EMAIL_DOMAIN_NOT_ALLOWED');
    given(...resource)
      .when('grantPartnerUserAccess', grant, only('mail.northwind.example'))
      .thenRefused('EMAIL_DOMAIN_NOT_ALLOWED', { details: { allowed: ['mail.northwind.example'] } });
  });

  test('refuses a partner administrator what it may not do itself', () =>
    given(...resource)
      .when(
        'grantPartnerUserAccess',
        { ...grant, scopes: ['opportunity:write'] },
        { actor: partnerAdministrator },
      )
      .thenRefused('SCOPE_EXCEEDS_GRANTOR', { details: { scopes: ['opportunity:write'] } }));

  test('refuses what no role of today allows', () => {
    given(...resource)
      .when('grantPartnerUserAccess', { ...grant, scopes: ['opportunity:read', 'team:manage'] })
      .thenRefused('SCOPE_NOT_IN_ROLE', { details: { scopes: ['team:manage'] } });
    given(...partnerContact, madePresales)
      .when('grantPartnerUserAccess', { ...grant, scopes: ['opportunity:write'] })
      .thenRefused('SCOPE_NOT_IN_ROLE');
  });

  test('refuses an end that is not ahead, of access or of the invitation', () => {
    given(...resource)
      .when('grantPartnerUserAccess', { ...grant, expiresAt: NOW })
      .thenRefused('INVALID_PERIOD');
    given(...resource)
      .when('grantPartnerUserAccess', { ...grant, invitation: { invitationId: INVITATION, expiresAt: NOW } })
      .thenRefused('INVALID_PERIOD');
  });

  test('refuses an unknown contact', () =>
    given().when('grantPartnerUserAccess', grant).thenRefused('NOT_FOUND'));
});
