import type { Actor } from '../../src/domain/actor';
import type { Circumstances } from '../../src/domain/circumstances';
import { type Contact, unregistered } from '../../src/domain/contact/contact';
import type { PartnerOrganization } from '../../src/domain/partner-organization/partner-organization';
import type { CatalogueRole, RoleCatalogue } from '../../src/domain/role-catalogue/role-catalogue';
import { keyOf } from './key-of';
import { ACME, BEFORE, BEN, CLEO, channelManager, HARBOR, ISLAND, NORTHWIND, NOW } from './people';

/** What a scenario may say about the world around its subject; the rest is an ordinary day. */
export interface World {
  readonly now?: string;
  readonly effectiveOn?: string;
  readonly actor?: Actor;
  readonly roles?: RoleCatalogue;
  readonly organizations?: Readonly<Record<string, PartnerOrganization>>;
  readonly contacts?: Readonly<Record<string, Contact>>;
  readonly activeUsers?: number;
  readonly administrators?: number;
  readonly holders?: number;
}

/** The circumstances of a decision in this world. */
export const circumstances = (world: World = {}): Circumstances => {
  const now = world.now ?? NOW;
  const organizations = { ...ORGANIZATIONS, ...world.organizations };
  const contacts: NonNullable<World['contacts']> = { [BEN]: ben, [CLEO]: cleo, ...world.contacts };
  return {
    now,
    effectiveOn: world.effectiveOn ?? now.slice(0, 10),
    actor: world.actor ?? channelManager,
    roles: world.roles ?? catalogue,
    organization: (id) => organizations[id],
    account: (id) => (id === ACME ? { registered: true } : undefined),
    contact: (id) => contacts[id],
    activeUsersOf: () => world.activeUsers ?? 0,
    administratorsOf: () => world.administrators ?? 0,
    holdersOf: () => world.holders ?? 0,
    keyOf,
  };
};

const role = (code: string, more: Partial<CatalogueRole> = {}): CatalogueRole => ({
  code,
  name: code,
  kind: 'MEMBER',
  delegable: true,
  levelCeiling: 'EDIT',
  scopes: ['opportunity:read', 'opportunity:write'],
  retired: false,
  ...more,
});

/** SALES may be delegated, SALES_MANAGER may not; PRESALES allows reading only; FAX_DESK is retired. */
export const catalogue: RoleCatalogue = new Map(
  [
    role('SALES'),
    role('PRESALES', { scopes: ['opportunity:read'] }),
    role('SALES_MANAGER', { kind: 'MANAGER', delegable: false, scopes: ['opportunity:read', 'team:manage'] }),
    role('FAX_DESK', { retired: true }),
  ].map((each) => [each.code, each]),
);

const northwind: PartnerOrganization = {
  partnerOrganizationId: NORTHWIND,
  name: 'Northwind',
  status: 'ACTIVE',
  emailDomains: [],
};
const ORGANIZATIONS: Readonly<Record<string, PartnerOrganization>> = {
  [NORTHWIND]: northwind,
  [HARBOR]: { ...northwind, partnerOrganizationId: HARBOR, name: 'Harbor', parentId: NORTHWIND },
  [ISLAND]: { ...northwind, partnerOrganizationId: ISLAND, name: 'Island' },
};

/** Northwind with something about it changed. */
export const northwindWith = (more: Partial<PartnerOrganization>): World => ({
  organizations: { [NORTHWIND]: { ...northwind, ...more } },
});
export const whileSuspended: World = northwindWith({ status: 'SUSPENDED' });
export const whileTerminated: World = northwindWith({ status: 'TERMINATED' });

/** A sales manager of Northwind who reports to nobody. */
export const ben: Contact = {
  ...unregistered,
  registered: true,
  standing: {
    affiliations: [{ organizationId: NORTHWIND, organizationKind: 'PARTNER', from: '2026-01-01' }],
    roles: [
      {
        partnerOrganizationId: NORTHWIND,
        roleCode: 'SALES_MANAGER',
        from: '2026-01-01',
        recordedAt: BEFORE,
        inEffect: true,
      },
    ],
  },
};

/** A contact of Harbor with a role there. */
const cleo: Contact = {
  ...ben,
  standing: {
    affiliations: [{ organizationId: HARBOR, organizationKind: 'PARTNER', from: '2026-01-01' }],
    roles: ben.standing.roles.map((held) => ({ ...held, partnerOrganizationId: HARBOR })),
  },
};
