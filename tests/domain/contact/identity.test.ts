import { whileSuspended } from '../circumstances';
import {
  cancelled,
  identity,
  invitedUser,
  linked,
  linkedUser,
  otherIdentity,
  partnerContact,
  registered,
  unlinked,
  user,
} from '../facts';
import { ANA } from '../people';
import { given } from '../scenario';

const link = { contactId: ANA, ...identity };

describe('linkIdentity', () => {
  test('says which identity a partner contact logs on with', () => {
    given(...user)
      .when('linkIdentity', link)
      .then(linked);
    given(...partnerContact)
      .when('linkIdentity', link)
      .then(linked);
  });
  test('takes back an open invitation, which is needed no more', () =>
    given(...invitedUser)
      .when('linkIdentity', link)
      .then(cancelled, linked));
  test('links another identity after the first was unlinked', () =>
    given(...linkedUser, unlinked)
      .when('linkIdentity', link)
      .then(linked));
  test('records nothing where the identity is linked', () =>
    given(...linkedUser)
      .when('linkIdentity', link)
      .thenNothing());
  test('refuses a second identity', () =>
    given(...linkedUser)
      .when('linkIdentity', { ...link, ...otherIdentity })
      .thenRefused('IDENTITY_ALREADY_LINKED'));
  test('refuses somebody who belongs to no partner', () =>
    given(registered).when('linkIdentity', link).thenRefused('NOT_A_PARTNER_CONTACT'));
  test('refuses people of a partner that is not active', () =>
    given(...user)
      .when('linkIdentity', link, whileSuspended)
      .thenRefused('PARTNER_ORG_NOT_ACTIVE'));
  test('refuses an unknown contact', () => given().when('linkIdentity', link).thenRefused('NOT_FOUND'));
});

describe('unlinkIdentity', () => {
  test('takes the identity away', () =>
    given(...linkedUser)
      .when('unlinkIdentity', { contactId: ANA })
      .thenOnce('IDENTITY_NOT_LINKED', unlinked));
  test('refuses where none is linked', () =>
    given(...user)
      .when('unlinkIdentity', { contactId: ANA })
      .thenRefused('IDENTITY_NOT_LINKED'));
  test('refuses an unknown contact', () =>
    given().when('unlinkIdentity', { contactId: ANA }).thenRefused('NOT_FOUND'));
});
