import type { LiaisonEvent } from '../../../events';
import { whileTerminated } from '../circumstances';
import {
  cancelled,
  granted,
  invited,
  joinedHarbor,
  leftNorthwind,
  linkedUser,
  lostPresales,
  lostSales,
  madePresales,
  partnerContact,
  resource,
  revoked,
  user,
} from '../facts';
import { ANA, BEFORE, NORTHWIND } from '../people';
import { given } from '../scenario';
import { recordedAt } from '../subject-folds';

const AFTERWARDS = '2026-03-05T00:00:00.000Z';
const endPartnership = { contactId: ANA, partnerOrganizationId: NORTHWIND, recordedUntil: BEFORE };
const afterwards = (event: LiaisonEvent) => recordedAt(AFTERWARDS, event);

describe('endPartnership', () => {
  test('ends access, invitation and roles, and leaves a contact of the partner', () =>
    given(...resource, madePresales, granted, invited)
      .when('endPartnership', endPartnership, whileTerminated)
      .then(revoked, cancelled, lostSales, lostPresales));

  test('leaves the identity linked', () =>
    given(...linkedUser)
      .when('endPartnership', endPartnership)
      .then(revoked, lostSales));

  test('leaves what was assigned and granted after the end', () =>
    given(...resource, afterwards(madePresales), afterwards(granted))
      .when('endPartnership', endPartnership)
      .then(lostSales));

  test('ends access granted after the end on a role from before it', () =>
    given(...resource, afterwards(granted))
      .when('endPartnership', endPartnership)
      .then(revoked, lostSales));

  test('ends access from before the end whatever role came after it', () =>
    given(...user, afterwards(madePresales))
      .when('endPartnership', endPartnership)
      .then(revoked, lostSales));

  test('records nothing for somebody without role and access', () =>
    given(...partnerContact)
      .when('endPartnership', endPartnership)
      .thenNothing());

  test('records nothing for somebody who went to another partner', () =>
    given(...partnerContact, leftNorthwind, joinedHarbor)
      .when('endPartnership', endPartnership)
      .thenNothing());

  test('refuses an unknown contact', () =>
    given().when('endPartnership', endPartnership).thenRefused('NOT_FOUND'));
});
