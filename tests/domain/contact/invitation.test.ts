import { whileSuspended } from '../circumstances';
import {
  accepted,
  cancelled,
  expiredUser,
  formerUser,
  identity,
  invitationExpired,
  invited,
  invitedUntilYesterday,
  invitedUser,
  linked,
  linkedUser,
  otherIdentity,
  resent,
  resource,
  unlinked,
  user,
} from '../facts';
import { ANA, INVITATION, NEXT_MONTH, NEXT_WEEK, NOW, OTHER_INVITATION } from '../people';
import { given } from '../scenario';

const ana = { contactId: ANA };
const withExpired = [...user, invitedUntilYesterday];

describe('invitePartnerUser', () => {
  const invite = { ...ana, invitationId: INVITATION, expiresAt: NEXT_WEEK };

  test('offers a user to link its identity', () =>
    given(...user)
      .when('invitePartnerUser', invite)
      .then(invited));
  test('makes a new invitation after one was cancelled, expired, or its identity unlinked', () => {
    given(...invitedUser, cancelled)
      .when('invitePartnerUser', invite)
      .then(invited);
    given(...withExpired)
      .when('invitePartnerUser', invite)
      .then(invitationExpired, invited);
    given(...linkedUser, unlinked)
      .when('invitePartnerUser', invite)
      .then(invited);
  });
  test('records nothing where an invitation is open, that one or another', () => {
    given(...invitedUser)
      .when('invitePartnerUser', invite)
      .thenNothing();
    given(...invitedUser)
      .when('invitePartnerUser', { ...invite, invitationId: OTHER_INVITATION })
      .thenNothing();
  });
  test('refuses where there is no access to offer', () => {
    given(...resource)
      .when('invitePartnerUser', invite)
      .thenRefused('ACCESS_NOT_GRANTED');
    given(...formerUser)
      .when('invitePartnerUser', invite)
      .thenRefused('ACCESS_NOT_GRANTED');
    given(...expiredUser)
      .when('invitePartnerUser', invite)
      .thenRefused('ACCESS_EXPIRED');
  });
  test('refuses people of a partner that is not active', () =>
    given(...user)
      .when('invitePartnerUser', invite, whileSuspended)
      .thenRefused('PARTNER_ORG_NOT_ACTIVE'));
  test('refuses somebody whose identity is linked', () =>
    given(...linkedUser)
      .when('invitePartnerUser', invite)
      .thenRefused('IDENTITY_ALREADY_LINKED'));
  test('refuses an end that is not ahead', () =>
    given(...user)
      .when('invitePartnerUser', { ...invite, expiresAt: NOW })
      .thenRefused('INVALID_PERIOD'));
  test('refuses an unknown contact', () =>
    given().when('invitePartnerUser', invite).thenRefused('NOT_FOUND'));
});

describe('resendInvitation', () => {
  const resend = { ...ana, expiresAt: NEXT_MONTH };

  test('gives an open invitation a new end', () =>
    given(...invitedUser)
      .when('resendInvitation', resend)
      .then(resent));
  test('opens an expired invitation again, and first records that it expired', () =>
    given(...withExpired)
      .when('resendInvitation', resend)
      .then(invitationExpired, resent));
  test('records nothing where the invitation ends then', () =>
    given(...invitedUser, resent)
      .when('resendInvitation', resend)
      .thenNothing());
  test('refuses where there is no invitation, or it was cancelled', () => {
    given(...user)
      .when('resendInvitation', resend)
      .thenRefused('NO_PENDING_INVITATION');
    given(...invitedUser, cancelled)
      .when('resendInvitation', resend)
      .thenRefused('NO_PENDING_INVITATION');
  });
  test('refuses an invitation that was used', () =>
    given(...linkedUser)
      .when('resendInvitation', resend)
      .thenRefused('INVITATION_ALREADY_USED'));
  test('refuses people of a partner that is not active, and an end that is not ahead', () => {
    given(...invitedUser)
      .when('resendInvitation', resend, whileSuspended)
      .thenRefused('PARTNER_ORG_NOT_ACTIVE');
    given(...invitedUser)
      .when('resendInvitation', { ...ana, expiresAt: NOW })
      .thenRefused('INVALID_PERIOD');
  });
  test('refuses an unknown contact', () => given().when('resendInvitation', resend).thenRefused('NOT_FOUND'));
});

describe('cancelInvitation', () => {
  test('takes an open invitation back', () =>
    given(...invitedUser)
      .when('cancelInvitation', ana)
      .then(cancelled));
  test('records nothing where it was taken back', () =>
    given(...invitedUser, cancelled)
      .when('cancelInvitation', ana)
      .thenNothing());
  test('refuses an invitation that is not open', () => {
    given(...user)
      .when('cancelInvitation', ana)
      .thenRefused('NO_PENDING_INVITATION');
    given(...linkedUser)
      .when('cancelInvitation', ana)
      .thenRefused('INVITATION_ALREADY_USED');
    given(...withExpired)
      .when('cancelInvitation', ana)
      .thenRefused('INVITATION_EXPIRED');
  });
  test('refuses an unknown contact', () => given().when('cancelInvitation', ana).thenRefused('NOT_FOUND'));
});

describe('acceptInvitation', () => {
  const accept = { ...ana, invitationId: INVITATION, ...identity };

  test('links the identity of whoever was invited', () =>
    given(...invitedUser)
      .when('acceptInvitation', accept)
      .then(accepted, linked));
  test('takes an invitation that was sent again', () =>
    given(...withExpired, invitationExpired, resent)
      .when('acceptInvitation', accept)
      .then(accepted, linked));
  test('records nothing where the same identity accepted it', () =>
    given(...linkedUser)
      .when('acceptInvitation', accept)
      .thenNothing());
  test('refuses another identity, and an identity that was unlinked since', () => {
    given(...linkedUser)
      .when('acceptInvitation', { ...accept, ...otherIdentity })
      .thenRefused('INVITATION_ALREADY_USED');
    given(...linkedUser, unlinked)
      .when('acceptInvitation', accept)
      .thenRefused('INVITATION_ALREADY_USED');
  });
  test('refuses where this invitation is not open', () => {
    given(...user)
      .when('acceptInvitation', accept)
      .thenRefused('NO_PENDING_INVITATION');
    given(...invitedUser, cancelled)
      .when('acceptInvitation', accept)
      .thenRefused('NO_PENDING_INVITATION');
    given(...invitedUser)
      .when('acceptInvitation', { ...accept, invitationId: OTHER_INVITATION })
      .thenRefused('NO_PENDING_INVITATION');
  });
  test('refuses an invitation that expired', () =>
    given(...withExpired)
      .when('acceptInvitation', accept)
      .thenRefused('INVITATION_EXPIRED'));
  test('refuses people of a partner that is not active', () =>
    given(...invitedUser)
      .when('acceptInvitation', accept, whileSuspended)
      .thenRefused('PARTNER_ORG_NOT_ACTIVE'));
  test('refuses somebody whose identity is linked all the same', () =>
    given(...invitedUser, linked)
      .when('acceptInvitation', accept)
      .thenRefused('IDENTITY_ALREADY_LINKED'));
  test('refuses an unknown contact', () => given().when('acceptInvitation', accept).thenRefused('NOT_FOUND'));
});
