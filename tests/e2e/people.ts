import type { Client } from './asking';

export const SELLER = {
  code: 'SELLER',
  name: 'Seller',
  kind: 'MEMBER',
  delegable: true,
  levelCeiling: 'EDIT',
  scopes: ['opportunity:read', 'account:read'],
};

export const LEADER = { ...SELLER, code: 'LEADER', name: 'Leader', kind: 'MANAGER' };

/** Two roles and an active partner organization; answers its id. */
export const activeOrganization = async (client: Client, name = 'Northwind Integrators'): Promise<string> => {
  await client.done('defineRole', SELLER);
  await client.done('defineRole', LEADER);
  const { partnerOrganization } = await client.done('registerPartnerOrganization', { name, country: 'DE' });
  await client.done('activatePartnerOrganization', { partnerOrganizationId: partnerOrganization.id });
  return partnerOrganization.id;
};

export interface Person {
  readonly given: string;
  readonly family: string;
  readonly email: string;
  readonly title: string;
}

export const RUTH: Person = {
  given: 'Ruth',
  family: 'Quillfeather',
  email: 'ruth.quillfeather@northwind.example',
  title: 'Alliance Lead',
};

/** Somebody whose name nobody else has. */
export const personNumber = (number: number): Person => ({
  given: `Given${number % 5}`,
  family: `Family${number % 7}`,
  email: `person${number}@northwind.example`,
  title: `Title ${number}`,
});

/** The input that registers the person. */
export const inputOf = ({ given, family, email, title }: Person) => ({
  name: { given, family },
  title,
  channels: [{ kind: 'EMAIL', value: email, preferred: true }],
});

/** Registers the person; answers its id. */
export const registered = async (client: Client, person: Person): Promise<string> =>
  (await client.done('registerContact', inputOf(person))).contact.id;

/** Registers the person as a contact of the partner organization; answers its id. */
export const partnerContact = async (
  client: Client,
  person: Person,
  organizationId: string,
): Promise<string> => {
  const contactId = await registered(client, person);
  await client.done('affiliateContact', { contactId, organizationId, organizationKind: 'PARTNER' });
  return contactId;
};
