import type { LiaisonEvent } from '../../events';
import { roleCatalogue } from '../../projections/role-catalogue/project';
import { roles } from '../../projections/role-catalogue/queries';
import { openReadSide } from './read-side';
import { onlyRow } from './recorded';

const described = { kind: 'MEMBER', delegable: true, levelCeiling: 'EDIT', scopes: ['leads:read'] } as const;
const defined = (code: string, name = code): LiaisonEvent => ({
  type: 'RoleDefined',
  data: { code, name, ...described },
});
const retired = (code: string): LiaisonEvent => ({ type: 'RoleRetired', data: { code } });

describe('a role of the catalogue', () => {
  test('shows its description', () => {
    const row = { code: 'SALES', name: 'Sales', ...described, retired: false, version: 0 };
    expect(onlyRow(roleCatalogue, defined('SALES', 'Sales'))).toEqual(row);
  });

  test('is retired until it is defined again', () => {
    expect(onlyRow(roleCatalogue, defined('SALES'), retired('SALES'))).toMatchObject({
      retired: true,
      version: 1,
    });
    const again = onlyRow(roleCatalogue, defined('SALES'), retired('SALES'), defined('SALES', 'Selling'));
    expect(again).toMatchObject({ retired: false, name: 'Selling', version: 2 });
  });

  test('is listed by code, the retired only when asked for', async () => {
    const side = await openReadSide();
    await side.tell(defined('SUPPORT'), defined('SALES'), defined('OLD'), retired('OLD'));
    const at = await side.models.current();
    const codes = async (includeRetired: boolean) =>
      (await roles(side.models, includeRetired, at)).map(({ code }) => code);
    expect(await codes(false)).toEqual(['SALES', 'SUPPORT']);
    expect(await codes(true)).toEqual(['OLD', 'SALES', 'SUPPORT']);
    const found = await side.models.getMany(roleCatalogue, ['SUPPORT', 'NONE'], at);
    expect(found.map((role) => role?.row.code)).toEqual(['SUPPORT', undefined]);
    await side.close();
  });
});
