import { contactRoles } from '../../projections/contact-roles/project';
import { acme, ana, globex, joined, madeSales, noLongerSales } from './people';
import { onlyRow } from './recorded';

describe('a held role', () => {
  test('is a row while it is assigned', () => {
    const row = { contactId: ana, partnerOrganizationId: acme, roleCode: 'SALES' };
    expect(onlyRow(contactRoles, joined(ana), madeSales(ana))).toEqual(row);
    expect(onlyRow(contactRoles, madeSales(ana), noLongerSales(ana))).toBeUndefined();
    expect(onlyRow(contactRoles, madeSales(ana), noLongerSales(ana), madeSales(ana))).toEqual(row);
  });

  test('ends when its last day has passed', () => {
    const data = { contactId: ana, partnerOrganizationId: acme, roleCode: 'SALES' };
    expect(onlyRow(contactRoles, madeSales(ana), { type: 'PartnerRoleExpired', data })).toBeUndefined();
  });

  test('is untouched by the end of the same role at another partner', () => {
    expect(onlyRow(contactRoles, madeSales(ana), noLongerSales(ana, globex))?.partnerOrganizationId).toBe(
      acme,
    );
  });
});
