import {
  cancelled,
  expiredUser,
  extendedUntilNextMonth,
  formerUser,
  granted,
  grantedUntilNextWeek,
  invitedUser,
  linkedUser,
  openEnded,
  resource,
  restored,
  revoked,
  suspended,
  suspendedUser,
  user,
} from '../facts';
import { ANA, NEXT_MONTH, NOW, partnerAdministrator } from '../people';
import { given } from '../scenario';

const ana = { contactId: ANA };
const withoutScopes = { ...partnerAdministrator, scopes: [] };
const userUntilNextWeek = [...resource, grantedUntilNextWeek];

describe('suspendPartnerUserAccess', () => {
  test('blocks a user', () =>
    given(...user)
      .when('suspendPartnerUserAccess', ana)
      .then(suspended));
  test('records nothing where the user is blocked', () =>
    given(...suspendedUser)
      .when('suspendPartnerUserAccess', ana)
      .thenNothing());
  test('refuses where there is no access to block', () => {
    given(...resource)
      .when('suspendPartnerUserAccess', ana)
      .thenRefused('ACCESS_NOT_ACTIVE');
    given(...formerUser)
      .when('suspendPartnerUserAccess', ana)
      .thenRefused('ACCESS_NOT_ACTIVE');
    given(...expiredUser)
      .when('suspendPartnerUserAccess', ana)
      .thenRefused('ACCESS_NOT_ACTIVE');
  });
  test('refuses an unknown contact', () =>
    given().when('suspendPartnerUserAccess', ana).thenRefused('NOT_FOUND'));
});

describe('restorePartnerUserAccess', () => {
  test('gives a suspended user back what it had', () =>
    given(...suspendedUser)
      .when('restorePartnerUserAccess', ana)
      .then(restored));
  test('records nothing where the user is not blocked', () =>
    given(...linkedUser)
      .when('restorePartnerUserAccess', ana)
      .thenNothing());
  test('refuses access that ended while it was suspended', () =>
    given(...expiredUser, suspended)
      .when('restorePartnerUserAccess', ana)
      .thenRefused('ACCESS_EXPIRED'));
  test('refuses revoked access, and where there never was any', () => {
    given(...formerUser)
      .when('restorePartnerUserAccess', ana)
      .thenRefused('ACCESS_NOT_SUSPENDED');
    given(...resource)
      .when('restorePartnerUserAccess', ana)
      .thenRefused('ACCESS_NOT_GRANTED');
  });
  test('refuses a partner administrator that has less itself', () =>
    given(...suspendedUser)
      .when('restorePartnerUserAccess', ana, { actor: withoutScopes })
      .thenRefused('SCOPE_EXCEEDS_GRANTOR', { details: { scopes: granted.data.scopes } }));
  test('refuses an unknown contact', () =>
    given().when('restorePartnerUserAccess', ana).thenRefused('NOT_FOUND'));
});

describe('revokePartnerUserAccess', () => {
  test('makes a user a resource again', () =>
    given(...user)
      .when('revokePartnerUserAccess', ana)
      .then(revoked));
  test('ends suspended access', () =>
    given(...suspendedUser)
      .when('revokePartnerUserAccess', ana)
      .then(revoked));
  test('takes back an open invitation', () =>
    given(...invitedUser)
      .when('revokePartnerUserAccess', ana)
      .then(revoked, cancelled));
  test('leaves a used invitation alone', () =>
    given(...linkedUser)
      .when('revokePartnerUserAccess', ana)
      .then(revoked));
  test('records nothing where access was revoked', () =>
    given(...formerUser)
      .when('revokePartnerUserAccess', ana)
      .thenNothing());
  test('refuses where there never was access, and where it expired', () => {
    given(...resource)
      .when('revokePartnerUserAccess', ana)
      .thenRefused('ACCESS_NOT_GRANTED');
    given(...expiredUser)
      .when('revokePartnerUserAccess', ana)
      .thenRefused('ACCESS_EXPIRED');
  });
  test('refuses an unknown contact', () =>
    given().when('revokePartnerUserAccess', ana).thenRefused('NOT_FOUND'));
});

describe('extendPartnerUserAccess', () => {
  const untilNextMonth = { ...ana, expiresAt: NEXT_MONTH };

  test('moves the end of access', () =>
    given(...userUntilNextWeek)
      .when('extendPartnerUserAccess', untilNextMonth)
      .then(extendedUntilNextMonth));
  test('takes the end away', () =>
    given(...userUntilNextWeek)
      .when('extendPartnerUserAccess', ana)
      .then(openEnded));
  test('moves the end of suspended access', () =>
    given(...userUntilNextWeek, suspended)
      .when('extendPartnerUserAccess', untilNextMonth)
      .then(extendedUntilNextMonth));
  test('records nothing where access ends then', () => {
    given(...userUntilNextWeek, extendedUntilNextMonth)
      .when('extendPartnerUserAccess', untilNextMonth)
      .thenNothing();
    given(...user)
      .when('extendPartnerUserAccess', ana)
      .thenNothing();
  });
  test('refuses an end that is not ahead', () =>
    given(...user)
      .when('extendPartnerUserAccess', { ...ana, expiresAt: NOW })
      .thenRefused('INVALID_PERIOD'));
  test('refuses to let anybody prolong its own access', () =>
    given(...userUntilNextWeek)
      .when('extendPartnerUserAccess', untilNextMonth, { actor: { ...partnerAdministrator, contactId: ANA } })
      .thenRefused('SELF_GRANT_FORBIDDEN'));
  test('refuses where there is no access to prolong', () => {
    given(...resource)
      .when('extendPartnerUserAccess', untilNextMonth)
      .thenRefused('ACCESS_NOT_GRANTED');
    given(...formerUser)
      .when('extendPartnerUserAccess', untilNextMonth)
      .thenRefused('ACCESS_NOT_ACTIVE');
    given(...expiredUser)
      .when('extendPartnerUserAccess', untilNextMonth)
      .thenRefused('ACCESS_EXPIRED');
  });
  test('refuses a partner administrator that has less itself', () =>
    given(...userUntilNextWeek)
      .when('extendPartnerUserAccess', untilNextMonth, { actor: withoutScopes })
      .thenRefused('SCOPE_EXCEEDS_GRANTOR', { details: { scopes: granted.data.scopes } }));
  test('refuses an unknown contact', () =>
    given().when('extendPartnerUserAccess', ana).thenRefused('NOT_FOUND'));
});
