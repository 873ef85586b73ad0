import type { RoleDescription } from '../../../events';

/** Roles of the demo: what a brand owner typically lets a partner's people be. */
export const DEMO_ROLES: readonly RoleDescription[] = [
  {
    code: 'PARTNER_SALES_MANAGER',
    name: 'Partner sales manager',
    kind: 'MANAGER',
    delegable: false,
    levelCeiling: 'FULL',
    scopes: ['opportunity:run', 'opportunity:read', 'account:manage', 'account:read'],
  },
  {
    code: 'PARTNER_ACCOUNT_EXECUTIVE',
    name: 'Partner account executive',
    kind: 'MEMBER',
    delegable: true,
    levelCeiling: 'EDIT',
    scopes: ['opportunity:run', 'opportunity:read', 'account:read'],
  },
  {
    code: 'PARTNER_PRESALES',
    name: 'Partner presales engineer',
    kind: 'MEMBER',
    delegable: true,
    levelCeiling: 'READ',
    scopes: ['opportunity:read', 'account:read'],
  },
];

export interface DemoOrganization {
  readonly key: string;
  readonly name: string;
  readonly country: string;
  readonly emailDomains: readonly string[];
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'REGISTERED';
}

export const DEMO_ORGANIZATIONS: readonly DemoOrganization[] = [
  {
    key: 'northwind',
    name: 'Northwind Integrators',
    country: 'DE',
    emailDomains: ['northwind.example'],
    status: 'ACTIVE',
  },
  { key: 'bluepeak', name: 'Bluepeak Cloud Partners', country: 'FR', emailDomains: [], status: 'ACTIVE' },
  {
    key: 'harbor',
    name: 'Harbor Systems',
    country: 'US',
    emailDomains: ['harbor.example'],
    status: 'SUSPENDED',
  },
  { key: 'lumen', name: 'Lumen Resellers', country: 'ES', emailDomains: [], status: 'REGISTERED' },
];

export const DEMO_ACCOUNT = { key: 'contoso', name: 'Contoso Manufacturing' } as const;
