import type { LiaisonEvent } from '../../../events';
import {
  accessExpired,
  cancelled,
  expiredUser,
  granted,
  grantedUntilNextWeek,
  grantedUntilYesterday,
  invitationExpired,
  invited,
  invitedUntilYesterday,
  madePresalesFromNextMonth,
  madePresalesFromToday,
  madeSales,
  madeSalesUntilYesterday,
  partnerContact,
  presalesTookEffect,
  resource,
  revoked,
  salesExpired,
  suspended,
  user,
} from '../facts';
import { ANA, clock, NORTHWIND } from '../people';
import { given } from '../scenario';

const ana = { contactId: ANA };
const byClock = { actor: clock };
const whenTicking = (...facts: readonly LiaisonEvent[]) =>
  given(...facts).when('recordDueFacts', ana, byClock);

describe('recordDueFacts', () => {
  test('records that a role begins', () =>
    whenTicking(...partnerContact, madePresalesFromToday).then(presalesTookEffect));

  test('records that a role is over', () =>
    whenTicking(...partnerContact, madeSalesUntilYesterday).then(salesExpired));

  test('ends access before the last role', () =>
    whenTicking(...partnerContact, madeSalesUntilYesterday, granted).then(revoked, salesExpired));

  test('ends access, and an open invitation with it, where the next role leaves a gap', () =>
    whenTicking(...partnerContact, madeSalesUntilYesterday, madePresalesFromNextMonth, granted, invited).then(
      revoked,
      cancelled,
      salesExpired,
    ));

  test('leaves access where the next role begins as the last one ends', () =>
    whenTicking(...partnerContact, madeSalesUntilYesterday, madePresalesFromToday, granted).then(
      presalesTookEffect,
      salesExpired,
    ));

  test('records that access expired, suspended or not, and takes back an open invitation', () => {
    whenTicking(...expiredUser).then(accessExpired);
    whenTicking(...expiredUser, suspended).then(accessExpired);
    whenTicking(...expiredUser, invited).then(accessExpired, cancelled);
  });

  test('records that an invitation expired', () =>
    whenTicking(...user, invitedUntilYesterday).then(invitationExpired));

  test('records all that is due in the order of time, and the end of access once', () => {
    const untilEarlier: LiaisonEvent = {
      type: 'PartnerRoleAssigned',
      data: {
        ...ana,
        partnerOrganizationId: NORTHWIND,
        roleCode: 'SALES',
        from: '2026-03-01',
        to: '2026-03-05',
      },
    };
    whenTicking(
      ...partnerContact,
      untilEarlier,
      madePresalesFromToday,
      grantedUntilYesterday,
      invitedUntilYesterday,
    ).then(revoked, cancelled, salesExpired, presalesTookEffect);
  });

  test('records nothing while nothing is due', () => {
    whenTicking(...partnerContact, madeSales, grantedUntilNextWeek, invited).thenNothing();
    whenTicking(...resource).thenNothing();
  });

  test('refuses an unknown contact', () => whenTicking().thenRefused('NOT_FOUND'));
});
