import type { Actor } from '../../src/domain/actor';
import type { Asked } from './asking';

/** A partner organization with a hierarchy of three, as GraphQL made them. */
export interface Northwind {
  readonly organization: string;
  readonly head: string;
  readonly seller: string;
  readonly newcomer: string;
}

const role = { levelCeiling: 'EDIT', scopes: ['opportunity:read', 'opportunity:edit'] };

/** Inés heads Northwind, Tomás reports to her, Mei is a contact there without a role. */
export const withNorthwind = async ({ tell, opened }: Asked, name = 'Northwind'): Promise<Northwind> => {
  await tell('defineRole', { ...role, code: 'SALES_MANAGER', name: 'Sales manager', kind: 'MANAGER' });
  await tell('defineRole', { ...role, code: 'SELLER', name: 'Seller', kind: 'MEMBER', delegable: true });
  const organization = await withOrganization({ tell }, name);
  const person = async (given: string, family: string): Promise<string> => {
    opened.pass(1);
    const value = `${given}.${family}@${name}.example`.toLowerCase();
    const input = {
      name: { given, family },
      title: 'Account executive',
      channels: [{ kind: 'EMAIL', value }],
    };
    const { contact } = await tell('registerContact', input, '... on ContactChanged { contact { id } }');
    await tell('affiliateContact', {
      contactId: contact.id,
      organizationId: organization,
      organizationKind: 'PARTNER',
    });
    return contact.id;
  };
  const head = await person('Ines', 'Alvarez');
  const seller = await person('Tomas', 'Brandt');
  const newcomer = await person('Mei', 'Chen');
  await tell('assignPartnerRole', { contactId: head, roleCode: 'SALES_MANAGER' });
  await tell('appointHierarchyHead', { partnerOrganizationId: organization, contactId: head });
  await tell('assignPartnerRole', { contactId: seller, roleCode: 'SELLER', managerId: head });
  return { organization, head, seller, newcomer };
};

/** An active partner organization. */
export const withOrganization = async ({ tell }: Pick<Asked, 'tell'>, name: string): Promise<string> => {
  const { partnerOrganization } = await tell(
    'registerPartnerOrganization',
    { name, country: 'DE' },
    '... on PartnerOrganizationChanged { partnerOrganization { id } }',
  );
  await tell('activatePartnerOrganization', { partnerOrganizationId: partnerOrganization.id });
  return partnerOrganization.id;
};

/** An administrator of a partner organization. */
export const partnerAdministrator = (partnerOrganizationId: string): Actor => ({
  kind: 'PARTNER_ADMINISTRATOR',
  id: `administrator of ${partnerOrganizationId}`,
  partnerOrganizationId,
  scopes: ['opportunity:read', 'opportunity:edit'],
});

export const analyst: Actor = { kind: 'ANALYTICS_SUBSCRIBER', id: 'warehouse' };
