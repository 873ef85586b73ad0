import type { ContactEvent } from '../../events';
import { contactList } from '../../projections/contact-list/project';
import {
  acme,
  ana,
  ben,
  corrected,
  joined,
  left,
  linkedToAccount,
  madeSales,
  madeSalesUntil,
  mayLogOn,
  mayNoLongerLogOn,
  noLongerSales,
  registered,
  reportsTo,
  suspended,
} from './people';
import { columnsOf, foldAll, onlyRow, recorded } from './recorded';

const anaRegistered = registered(ana, { given: 'Ana', family: 'Ferreira' }, 'Ana@Acme.example');
const card = (...events: readonly ContactEvent[]) => onlyRow(contactList, ...events);
const columns = (...events: readonly ContactEvent[]) => columnsOf(contactList, card(...events));
const tallies = (...events: readonly ContactEvent[]) => {
  const row = card(...events);
  return row && contactList.tallies?.(row);
};

describe('a card', () => {
  test('shows what the registration tells', () => {
    expect(card(anaRegistered)).toEqual({
      contactId: ana,
      registeredAt: '2026-03-01T09:00:00.000Z',
      changedAt: '2026-03-01T09:00:00.000Z',
      name: { given: 'Ana', family: 'Ferreira' },
      title: null,
      department: null,
      channels: [
        {
          channelId: `${ana}-mail`,
          kind: 'EMAIL',
          preferred: true,
          doNotContact: false,
          value: 'Ana@Acme.example',
        },
      ],
      standing: { affiliations: [], roles: [] },
      login: null,
      version: 0,
    });
  });

  test('keeps the id in another system', () => {
    const externalId = { system: 'salesforce', id: '0035g00000abc' };
    const imported: ContactEvent = {
      type: 'ContactRegistered',
      data: { contactId: ana, externalId, channels: [] },
      personal: { [ana]: { title: 'Head of Sales', department: 'Channel' } },
    };
    expect(card(imported)).toMatchObject({
      externalId,
      title: 'Head of Sales',
      department: 'Channel',
      name: null,
    });
  });

  test('does not exist before the registration', () => {
    expect(card(joined(ana))).toBeUndefined();
  });

  test('takes corrections of what they name, and nothing else', () => {
    const retitled: ContactEvent = {
      type: 'ContactDetailsCorrected',
      data: { contactId: ana, corrected: ['title'] },
      personal: { [ana]: { title: 'Partner manager' } },
    };
    const seen = card(anaRegistered, retitled);
    expect(seen).toMatchObject({
      title: 'Partner manager',
      name: { given: 'Ana', family: 'Ferreira' },
      version: 1,
    });
    expect(card(anaRegistered, corrected(ana, { family: 'Lima' }))?.name).toEqual({ family: 'Lima' });
  });

  test('adds, replaces in place and removes channels', () => {
    const phone = { channelId: 'phone', kind: 'PHONE', preferred: false, doNotContact: false } as const;
    const channel = (value: string): ContactEvent => ({
      type: 'ContactChannelRecorded',
      data: { contactId: ana, channel: phone },
      personal: { [ana]: { value } },
    });
    const mailRemoved: ContactEvent = {
      type: 'ContactChannelRemoved',
      data: { contactId: ana, channelId: `${ana}-mail` },
    };
    const values = (...events: readonly ContactEvent[]) =>
      card(anaRegistered, ...events)?.channels.map(({ value }) => value);
    expect(values(channel('+351 1'))).toEqual(['Ana@Acme.example', '+351 1']);
    expect(values(channel('+351 1'), channel('+351 2'))).toEqual(['Ana@Acme.example', '+351 2']);
    expect(values(channel('+351 1'), mailRemoved)).toEqual(['+351 1']);
  });

  test('shows no person where the person was erased', () => {
    const erased = (event: ContactEvent): ContactEvent =>
      ({ ...event, personal: { [ana]: null } }) as ContactEvent;
    const seen = card(erased(anaRegistered), joined(ana), madeSales(ana), erased(mayLogOn(ana)));
    expect(seen).toMatchObject({ name: null, login: null, channels: [{ kind: 'EMAIL', value: null }] });
    expect(contactList.words?.(seen as never)).toBe('');
  });

  test('shows the login of the access it has or last had', () => {
    const user = [anaRegistered, joined(ana), madeSales(ana), mayLogOn(ana)];
    expect(card(...user)?.login).toBe(`${ana}@acme.example`);
    expect(card(...user, mayNoLongerLogOn(ana))?.login).toBe(`${ana}@acme.example`);
  });
});

describe('the columns of a card', () => {
  test.each([
    ['ACCOUNT_CONTACT', [linkedToAccount(ana)]],
    ['PARTNER_CONTACT', [joined(ana)]],
    ['PARTNER_RESOURCE', [joined(ana), madeSales(ana)]],
    ['PARTNER_USER', [joined(ana), madeSales(ana), mayLogOn(ana)]],
    ['PARTNER_USER', [joined(ana), madeSales(ana), mayLogOn(ana), suspended(ana)]],
    ['PARTNER_RESOURCE', [joined(ana), madeSales(ana), mayLogOn(ana), mayNoLongerLogOn(ana)]],
    ['PARTNER_CONTACT', [joined(ana), madeSales(ana), noLongerSales(ana)]],
    ['ACCOUNT_CONTACT', [joined(ana), left(ana)]],
    ['PARTNER_CONTACT', [joined(ana), madeSalesUntil(ana, '2026-02-28')]],
  ])('say %s', (flavor, events) => {
    expect(columns(anaRegistered, ...events)?.flavor).toBe(flavor);
  });

  test('sort by family name and given name, whatever their case and width', () => {
    expect(columns(registered(ana, { given: 'ＡＮＡ', family: 'ﬁSCHER' }))?.name_sort).toBe('fischer ana');
    expect(columns(registered(ana, { given: 'İpek' }))?.name_sort).toBe('i̇pek');
  });

  test('sort a contact without a name by its e-mail address', () => {
    expect(columns(registered(ana, {}, 'Info@Acme.example'))).toMatchObject({
      name_sort: 'info@acme.example',
      email: 'info@acme.example',
    });
  });

  test('say at whose top a resource stands that reports to nobody', () => {
    const resource = [anaRegistered, joined(ana), madeSales(ana)];
    expect(columns(anaRegistered, joined(ana))).toMatchObject({ top_of: null, partner_id: acme });
    expect(columns(...resource)).toMatchObject({ top_of: acme, manager_id: null });
    expect(columns(...resource, reportsTo(ana, ben))).toMatchObject({ top_of: null, manager_id: ben });
  });

  test('say when the passing of time alone changes something', () => {
    expect(columns(anaRegistered, joined(ana), madeSales(ana))?.due_at).toBeNull();
    const until = columns(anaRegistered, joined(ana), madeSalesUntil(ana, '2026-05-31'));
    expect(until?.due_at).toBe('2026-06-01T00:00:00.000Z');
  });
});

describe('the counters of a card', () => {
  test('count a contact, and no partner where it has none', () => {
    expect(tallies(anaRegistered)).toEqual(['total']);
  });

  test('count a user in its partner, flavor, role and under its manager', () => {
    expect(tallies(anaRegistered, joined(ana), madeSales(ana, ben), mayLogOn(ana))).toEqual([
      'total',
      `partner:${acme}`,
      `partner:${acme}:flavor:PARTNER_USER`,
      `partner:${acme}:active-users`,
      'role:SALES',
      `manager:${ben}`,
    ]);
  });

  test('count a suspended user as one with access, and a revoked one not', () => {
    const user = [anaRegistered, joined(ana), madeSales(ana), mayLogOn(ana)];
    expect(tallies(...user, suspended(ana))).toContain(`partner:${acme}:active-users`);
    expect(tallies(...user, mayNoLongerLogOn(ana))).not.toContain(`partner:${acme}:active-users`);
  });
});

test('a contact list has a card for each contact', () => {
  const events = recorded(anaRegistered, registered(ben, { given: 'Ben' }), joined(ben));
  const versions = [...foldAll(contactList, events)].map(([key, { row }]) => [key, row.version]);
  expect(versions).toEqual([
    [ana, 0],
    [ben, 1],
  ]);
});
