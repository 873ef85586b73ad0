import type { LiaisonEvent } from '../../../events';
import { given } from '../scenario';

const sales = {
  code: 'SALES',
  name: 'Sales',
  kind: 'MEMBER',
  delegable: true,
  levelCeiling: 'EDIT',
  scopes: ['opportunity:read'],
} as const;
const salesDefined: LiaisonEvent = { type: 'RoleDefined', data: sales };
const salesRetired: LiaisonEvent = { type: 'RoleRetired', data: { code: 'SALES' } };
const renamed = { ...sales, name: 'Sales representative' };

describe('defineRole', () => {
  test('describes a role', () => given().when('defineRole', sales).then(salesDefined));
  test('describes it anew', () =>
    given(salesDefined).when('defineRole', renamed).then({ type: 'RoleDefined', data: renamed }));
  test('takes a retired role into use again', () =>
    given(salesDefined, salesRetired).when('defineRole', sales).then(salesDefined));
  test('records nothing where the role is so', () =>
    given(salesDefined).when('defineRole', sales).thenNothing());
});

describe('retireRole', () => {
  test('takes a role out of use', () =>
    given(salesDefined).when('retireRole', { code: 'SALES' }).then(salesRetired));
  test('records nothing where it is out of use', () =>
    given(salesDefined, salesRetired).when('retireRole', { code: 'SALES' }).thenNothing());
  test('refuses a role that contacts hold, and says how many', () =>
    given(salesDefined)
      .when('retireRole', { code: 'SALES' }, { holders: 2 })
      .thenRefused('ROLE_IN_USE', { details: { roleCode: 'SALES', holders: '2' } }));
  test('refuses an unknown role', () =>
    given(salesDefined).when('retireRole', { code: 'PILOT' }).thenRefused('ROLE_UNKNOWN'));
});
