import type { ContactEvent, Recorded } from '../../events';
import { flavorSteps } from '../../projections/contact-history/flavor-steps';
import {
  acme,
  ana,
  ben,
  corrected,
  joined,
  left,
  madeSales,
  mayLogOn,
  mayNoLongerLogOn,
  noLongerSales,
  registered,
  reportsTo,
} from './people';
import { recorded } from './recorded';

const stepsOf = (...events: readonly ContactEvent[]) =>
  flavorSteps(recorded(...events) as readonly Recorded<ContactEvent>[]);
const anaRegistered = registered(ana, { given: 'Ana', family: 'Ferreira' }, 'ana@acme.example');

describe('the history of a flavor', () => {
  test('tells the whole way of a contact, each step from where the last ended', () => {
    const steps = stepsOf(
      anaRegistered,
      joined(ana),
      madeSales(ana),
      mayLogOn(ana),
      mayNoLongerLogOn(ana),
      noLongerSales(ana),
      left(ana),
    );
    expect(steps.map(({ flavorBefore, flavorAfter }) => [flavorBefore, flavorAfter])).toEqual([
      [null, 'ACCOUNT_CONTACT'],
      ['ACCOUNT_CONTACT', 'PARTNER_CONTACT'],
      ['PARTNER_CONTACT', 'PARTNER_RESOURCE'],
      ['PARTNER_RESOURCE', 'PARTNER_USER'],
      ['PARTNER_USER', 'PARTNER_RESOURCE'],
      ['PARTNER_RESOURCE', 'PARTNER_CONTACT'],
      ['PARTNER_CONTACT', 'ACCOUNT_CONTACT'],
    ]);
  });

  test('says of a step what, when, who, why and by which command', () => {
    const step = stepsOf(anaRegistered, joined(ana), madeSales(ana, ben))[2];
    expect(step).toEqual({
      position: 3,
      eventId: 'event-3',
      eventType: 'PartnerRoleAssigned',
      recordedAt: '2026-03-01T09:02:00.000Z',
      effectiveOn: '2026-03-01',
      actor: { kind: 'CHANNEL_MANAGER', id: 'employee-4711' },
      reason: null,
      command: 'storyTold',
      correlationId: '8dcb9694-ae8c-597a-9077-7e6f64933e66',
      flavorBefore: 'PARTNER_CONTACT',
      flavorAfter: 'PARTNER_RESOURCE',
      what: { partnerOrganizationId: acme, roleCode: 'SALES', from: '2026-01-01', managerId: ben },
    });
  });

  test('has a step also where the flavor stays, and none for details of the person', () => {
    const steps = stepsOf(
      anaRegistered,
      corrected(ana, { given: 'Anna' }),
      joined(ana),
      madeSales(ana),
      reportsTo(ana, ben),
    );
    expect(steps.map(({ eventType }) => eventType)).toEqual([
      'ContactRegistered',
      'ContactAffiliated',
      'PartnerRoleAssigned',
      'ResourceManagerChanged',
    ]);
  });

  test('shows a role for later as a step of its own when its day has come', () => {
    const later: ContactEvent = {
      type: 'PartnerRoleAssigned',
      data: { contactId: ana, partnerOrganizationId: acme, roleCode: 'SALES', from: '2026-03-02' },
    };
    const came: ContactEvent = {
      type: 'PartnerRoleTookEffect',
      data: { contactId: ana, partnerOrganizationId: acme, roleCode: 'SALES' },
    };
    const events = recorded(anaRegistered, joined(ana), later, came) as readonly Recorded<ContactEvent>[];
    const nextDay = events.map((event) =>
      event.type === 'PartnerRoleTookEffect' ? { ...event, recordedAt: '2026-03-02T00:00:00.005Z' } : event,
    );
    const steps = flavorSteps(nextDay).map(({ flavorBefore, flavorAfter }) => [flavorBefore, flavorAfter]);
    expect(steps.slice(2)).toEqual([
      ['PARTNER_CONTACT', 'PARTNER_CONTACT'],
      ['PARTNER_CONTACT', 'PARTNER_RESOURCE'],
    ]);
  });

  test('tells nothing personal', () => {
    expect(JSON.stringify(stepsOf(anaRegistered, joined(ana), madeSales(ana), mayLogOn(ana)))).not.toMatch(
      /Ferreira|@/,
    );
  });
});
