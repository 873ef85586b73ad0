import type { CommandName, CommandOf } from '../../src/domain/commands';
import { uuidV5 } from '../../src/store/event-id';
import { oneOf, randomFrom } from './random';
import type { Tier } from './tiers';

/** A command as the product would be sent it. */
export interface Planned<Name extends CommandName = CommandName> {
  readonly name: Name;
  readonly command: CommandOf<Name>;
  readonly idempotencyKey: string;
}

/** Commands that come one after the other; different groups may run side by side. */
export type Group = readonly Planned[];

/** The employee who asks here; it looks after the first organizations, and sees their people. */
export const CHANNEL_MANAGER = 'bench-channel-manager';
/** How many organizations one channel manager looks after at most. */
const MANAGED_EACH = 2_000;
const SEED = 20_261_125;
const GIVEN = [
  'Inés',
  'Tomás',
  'Mei',
  'Aisha',
  'Björn',
  'Chloé',
  'Dmitri',
  'Emeka',
  'Freya',
  'Giulia',
  'Haruto',
];
const FAMILY = [
  'Álvarez',
  'Keller',
  'Lindqvist',
  'Okafor',
  'Novák',
  'Dubois',
  'Ivanova',
  'Rossi',
  'Tanaka',
  'Weber',
];
const TITLES = [
  'Account Executive',
  'Sales Director',
  'Presales Engineer',
  'Partner Manager',
  'Consultant',
  'Buyer',
];

/** The id of a thing in the data, by its number. */
export const idOf = (what: string, number: number): string => uuidV5(`bench ${what} ${number}`);

const planned = <Name extends CommandName>(
  idempotencyKey: string,
  name: Name,
  command: CommandOf<Name>,
): Planned<Name> => ({ name, command, idempotencyKey });

const managerOf = (organization: number): string => {
  const colleague = Math.floor(organization / MANAGED_EACH);
  return colleague === 0 ? CHANNEL_MANAGER : `${CHANNEL_MANAGER}-${colleague}`;
};

/** Whether the one who asks looks after this organization. */
export const isManaged = (organization: number): boolean => managerOf(organization) === CHANNEL_MANAGER;

/** What everything else rests on: roles, accounts and organizations. */
export function* foundations(tier: Tier): Generator<Group> {
  const role = {
    delegable: true,
    levelCeiling: 'EDIT' as const,
    scopes: ['opportunity:read', 'account:read'],
  };
  yield [
    planned('role manager', 'defineRole', {
      ...role,
      code: 'SALES_MANAGER',
      name: 'Sales manager',
      kind: 'MANAGER',
    }),
    planned('role member', 'defineRole', { ...role, code: 'SELLER', name: 'Seller', kind: 'MEMBER' }),
  ];
  for (let number = 0; number < tier.accounts; number += 1) {
    const accountId = idOf('account', number);
    yield [planned(`account ${number}`, 'registerAccount', { accountId, name: `Customer ${number}` })];
  }
  for (let number = 0; number < tier.organizations; number += 1) {
    const partnerOrganizationId = idOf('organization', number);
    const key = `organization ${number}`;
    yield [
      planned(key, 'registerPartnerOrganization', {
        partnerOrganizationId,
        name: `Partner ${number}`,
        country: 'SE',
      }),
      planned(`${key} manager`, 'assignChannelManager', {
        partnerOrganizationId,
        managerId: managerOf(number),
      }),
      planned(`${key} active`, 'activatePartnerOrganization', { partnerOrganizationId }),
    ];
  }
}

/** The first contact of each organization, to whom the others report. */
export function* heads(tier: Tier): Generator<Group> {
  for (let number = 0; number < Math.min(tier.organizations, tier.partnerContacts); number += 1) {
    yield partnerContact(tier, number, number);
  }
}

/** Everybody else. */
export function* everybodyElse(tier: Tier): Generator<Group> {
  for (let number = tier.organizations; number < tier.partnerContacts; number += 1) {
    yield partnerContact(tier, number, organizationOf(tier, number));
  }
  for (let number = 0; number < tier.accountContacts; number += 1) yield accountContact(tier, number);
}

/** The largest organization takes its share first, the others the rest in turn. */
export const organizationOf = ({ organizations, largest }: Tier, number: number): number => {
  if (number < organizations) return number;
  const beyond = number - organizations;
  return beyond < largest - 1 ? 0 : 1 + (beyond % Math.max(organizations - 1, 1));
};

const partnerContact = (tier: Tier, number: number, organization: number): Group => {
  const random = randomFrom(SEED + number);
  const contactId = idOf('partner contact', number);
  const key = `partner contact ${number}`;
  const isHead = number < tier.organizations;
  const organizationId = idOf('organization', organization);
  const commands: Planned[] = [
    planned(key, 'registerContact', { contactId, ...person(contactId, `p${number}`, random) }),
    planned(`${key} joins`, 'affiliateContact', { contactId, organizationId, organizationKind: 'PARTNER' }),
    planned(`${key} role`, 'assignPartnerRole', {
      contactId,
      roleCode: isHead ? 'SALES_MANAGER' : 'SELLER',
      ...(isHead ? {} : { managerId: idOf('partner contact', organization) }),
    }),
  ];
  if (number % tier.usersEvery !== 0) return commands;
  const subject = `user-${number}`;
  return [
    ...commands,
    planned(`${key} access`, 'grantPartnerUserAccess', { contactId, scopes: ['opportunity:read'] }),
    planned(`${key} identity`, 'linkIdentity', {
      contactId,
      issuer: 'https://login.partner.example',
      subject,
    }),
  ];
};

const accountContact = (tier: Tier, number: number): Group => {
  const random = randomFrom(SEED * 2 + number);
  const contactId = idOf('account contact', number);
  const key = `account contact ${number}`;
  const organizationId = idOf('account', number % tier.accounts);
  return [
    planned(key, 'registerContact', { contactId, ...person(contactId, `a${number}`, random) }),
    planned(`${key} joins`, 'affiliateContact', { contactId, organizationId, organizationKind: 'ACCOUNT' }),
  ];
};

const person = (contactId: string, local: string, random: () => number) => {
  const reach = { preferred: false, doNotContact: false };
  const channel = (kind: 'EMAIL' | 'PHONE', value: string) => ({
    ...reach,
    preferred: kind === 'EMAIL',
    channelId: uuidV5(kind, contactId),
    kind,
    value,
  });
  const digits = String(Math.floor(random() * 1e7)).padStart(7, '0');
  return {
    name: { given: oneOf(GIVEN, random), family: `${oneOf(FAMILY, random)} ${local}` },
    title: oneOf(TITLES, random),
    channels: [channel('EMAIL', `${local}@people.example`), channel('PHONE', `+46 8 ${digits}`)],
  };
};
