import type { Actor } from '../../../src/domain/actor';
import { type Opened, openedProduct } from '../../handling/opened-product';

/** An actor of the matrix, with the letters of the organizations it belongs to or looks after. */
export interface Prober {
  readonly name: string;
  readonly actor: Actor;
  readonly own?: string;
  readonly manages?: string;
}

/** Somebody or something that is asked about. */
export interface Subject {
  readonly id: string;
  /** Letter of its partner organization; absent where it belongs to none, or does not exist. */
  readonly letter?: string;
  readonly exists: boolean;
  /** A text that stands in its data and nowhere else. */
  readonly marker: string;
}

export interface World {
  readonly opened: Opened;
  readonly organizations: readonly Subject[];
  readonly people: readonly Subject[];
  readonly probers: readonly Prober[];
}

const LETTERS = ['a', 'b', 'c'];
const PEOPLE_PER_PARTNER = 26;
const uuid = (group: number, index: number) =>
  `${group}0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** Three partners with people who know nothing of each other; two with a channel manager, one without. */
export const matrixWorld = async (): Promise<World> => {
  const opened = await openedProduct();
  const { send } = opened;
  const role = { delegable: true, levelCeiling: 'EDIT' as const, scopes: ['opportunity:read'] };
  await send('defineRole', { ...role, code: 'SELLER', name: 'Seller', kind: 'MEMBER' });
  await send('defineRole', { ...role, code: 'LEAD', name: 'Lead', kind: 'MANAGER' });
  const organizations = LETTERS.map((letter, index) => ({
    id: uuid(1, index),
    letter,
    exists: true,
    marker: `qz${letter}firm`,
  }));
  for (const { id, letter, marker } of organizations) {
    await send('registerPartnerOrganization', { partnerOrganizationId: id, name: marker });
    await send('activatePartnerOrganization', { partnerOrganizationId: id });
    if (letter !== 'c')
      await send('assignChannelManager', { partnerOrganizationId: id, managerId: `manager-${letter}` });
  }
  const people = [
    ...organizations.flatMap(({ letter }, group) => peopleOf(2 + group, PEOPLE_PER_PARTNER, letter)),
    ...peopleOf(8, 8),
    ...peopleOf(9, 6).map((person) => ({ ...person, exists: false })),
  ];
  for (const person of people) if (person.exists) await introduce(opened, person, organizations);
  const absent = { id: uuid(9, 99), exists: false, marker: 'qznowhere' };
  return {
    opened,
    organizations: [...organizations, absent],
    people,
    probers: probers(people, organizations),
  };
};

const peopleOf = (group: number, count: number, letter?: string): readonly Subject[] =>
  Array.from({ length: count }, (_, index) => ({
    id: uuid(group, index),
    exists: true,
    marker: `qz${letter ?? 'n'}person`,
    ...(letter === undefined ? {} : { letter }),
  }));

/** The first of each partner heads it, every second one is a resource, every fourth a user. */
const introduce = async (
  { send }: Opened,
  { id: contactId, letter, marker }: Subject,
  organizations: readonly Subject[],
): Promise<void> => {
  const index = Number(contactId.slice(-4));
  const value = `${marker}.${index}@${marker}.example`;
  const email = { channelId: contactId, kind: 'EMAIL' as const, preferred: true, doNotContact: false, value };
  const name = { given: marker, family: `${marker}${index}` };
  await send('registerContact', { contactId, name, title: `${marker} title`, channels: [email] });
  const organizationId = organizations.find((each) => each.letter === letter)?.id;
  if (letter === undefined || organizationId === undefined) return;
  await send('affiliateContact', { contactId, organizationId, organizationKind: 'PARTNER' });
  if (index % 2 === 1) return;
  await send('assignPartnerRole', { contactId, roleCode: index === 0 ? 'LEAD' : 'SELLER' });
  if (index % 4 === 0) await send('grantPartnerUserAccess', { contactId, scopes: ['opportunity:read'] });
};

const probers = (people: readonly Subject[], organizations: readonly Subject[]): readonly Prober[] => {
  const employee = (kind: Actor['kind']): Prober => ({ name: kind, actor: { kind, id: `the ${kind}` } });
  const manager = (manages: string): Prober => ({
    name: `channel manager ${manages}`,
    manages,
    actor: { kind: 'CHANNEL_MANAGER', id: `manager-${manages}` },
  });
  const partner = (kind: Actor['kind'], own: string): Prober => ({
    name: `${kind} ${own}`,
    own,
    actor: {
      kind,
      id: `${kind} ${own}`,
      contactId: people.find(({ letter }) => letter === own)?.id ?? '',
      partnerOrganizationId: organizations.find(({ letter }) => letter === own)?.id ?? '',
      scopes: ['opportunity:read'],
    },
  });
  return [
    employee('ADMINISTRATOR'),
    employee('SALES_REPRESENTATIVE'),
    employee('SERVICE'),
    employee('AUDITOR'),
    employee('ANALYTICS_SUBSCRIBER'),
    manager('a'),
    manager('b'),
    ...['a', 'b'].flatMap((own) => [partner('PARTNER_ADMINISTRATOR', own), partner('PARTNER_USER', own)]),
  ];
};
