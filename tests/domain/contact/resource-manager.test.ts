import type { Contact } from '../../../src/domain/contact/contact';
import { REPORTING_LINE_MAX } from '../../../src/domain/contact/reporting-line';
import { ben, type World } from '../circumstances';
import {
  lostSales,
  madeSalesUnderBen,
  partnerContact,
  reportsToBen,
  reportsToNobody,
  resource,
} from '../facts';
import { ANA, BEN, CLEO, NORTHWIND } from '../people';
import { given } from '../scenario';

const reportToBen = { contactId: ANA, managerId: BEN };
const reportToNobody = { contactId: ANA };
const report = [...partnerContact, madeSalesUnderBen];
const reportingTo = (managerId: string): Contact => ({ ...ben, standing: { ...ben.standing, managerId } });
/** So many people of Northwind one above the other, Ben the lowest. */
const line = (length: number): World => ({
  contacts: Object.fromEntries(
    Array.from({ length }, (_, index) => [
      index === 0 ? BEN : `above-${index}`,
      index === length - 1 ? ben : reportingTo(`above-${index + 1}`),
    ]),
  ),
});

describe('changeResourceManager', () => {
  test('lets a resource report to another one of its partner', () =>
    given(...resource)
      .when('changeResourceManager', reportToBen)
      .then(reportsToBen));

  test('lets a resource report to nobody', () =>
    given(...report)
      .when('changeResourceManager', reportToNobody)
      .then(reportsToNobody));

  test('records nothing where it is so', () => {
    given(...report)
      .when('changeResourceManager', reportToBen)
      .thenNothing();
    given(...resource)
      .when('changeResourceManager', reportToNobody)
      .thenNothing();
  });

  test('refuses somebody without a role', () => {
    given(...partnerContact)
      .when('changeResourceManager', reportToBen)
      .thenRefused('NOT_A_RESOURCE');
    given(...resource, lostSales)
      .when('changeResourceManager', reportToNobody)
      .thenRefused('NOT_A_RESOURCE');
  });

  test('refuses a manager of another partner', () =>
    given(...resource)
      .when('changeResourceManager', { contactId: ANA, managerId: CLEO })
      .thenRefused('MANAGER_NOT_IN_ORG'));

  test('refuses a manager whose last role is over, before the clock has said so', () => {
    const [role] = ben.standing.roles;
    if (role === undefined) throw new Error('expected Ben to hold a role');
    const contacts = {
      [BEN]: { ...ben, standing: { ...ben.standing, roles: [{ ...role, to: '2026-03-09' }] } },
    };
    given(...resource)
      .when('changeResourceManager', reportToBen, { contacts })
      .thenRefused('MANAGER_NOT_IN_ORG');
  });

  test('refuses that somebody reports to itself, at once or in the end', () => {
    given(...resource)
      .when('changeResourceManager', { contactId: ANA, managerId: ANA })
      .thenRefused('HIERARCHY_CYCLE');
    given(...resource)
      .when('changeResourceManager', reportToBen, {
        contacts: { [BEN]: reportingTo('above'), above: reportingTo(ANA) },
      })
      .thenRefused('HIERARCHY_CYCLE');
  });

  test('takes the longest line of managers, and refuses a longer one', () => {
    given(...resource)
      .when('changeResourceManager', reportToBen, line(REPORTING_LINE_MAX))
      .then(reportsToBen);
    given(...resource)
      .when('changeResourceManager', reportToBen, line(REPORTING_LINE_MAX + 1))
      .thenRefused('HIERARCHY_CYCLE');
  });

  test('refuses an unknown contact', () =>
    given().when('changeResourceManager', reportToBen).thenRefused('NOT_FOUND'));
});

describe('followManager', () => {
  const follow = { contactId: ANA, formerManagerId: BEN };
  const above = '019cad8f-0000-7000-8000-0000000000d4';

  test("gives a report to its manager's manager", () =>
    given(...report)
      .when('followManager', { ...follow, managerId: above }, { contacts: { [above]: ben } })
      .then({
        type: 'ResourceManagerChanged',
        data: { contactId: ANA, partnerOrganizationId: NORTHWIND, managerId: above },
      }));

  test('lets it report to nobody where there is none', () =>
    given(...report)
      .when('followManager', follow)
      .then(reportsToNobody));

  test('lets it report to nobody where that one will not do by now', () =>
    given(...report)
      .when('followManager', { ...follow, managerId: CLEO })
      .then(reportsToNobody));

  test('leaves alone whoever got another manager in the meantime', () =>
    given(...report)
      .when('followManager', { contactId: ANA, formerManagerId: CLEO })
      .thenNothing());

  test('leaves alone whoever is no resource any more', () =>
    given(...report, lostSales)
      .when('followManager', follow)
      .thenNothing());

  test('refuses an unknown contact', () => given().when('followManager', follow).thenRefused('NOT_FOUND'));
});
