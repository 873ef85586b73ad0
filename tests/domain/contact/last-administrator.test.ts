import type { LiaisonEvent } from '../../../events';
import { ADMINISTER_SCOPE } from '../../../events';
import type { CommandName, CommandOf } from '../../../src/domain/commands';
import { catalogue, type World } from '../circumstances';
import { granted, joinedNorthwind, madeSales, registered, revoked, suspended } from '../facts';
import { ANA, channelManager, NORTHWIND, partnerAdministrator } from '../people';
import { given } from '../scenario';

const sales = catalogue.get('SALES');
const roles = new Map(catalogue);
if (sales !== undefined) roles.set('SALES', { ...sales, scopes: [...sales.scopes, ADMINISTER_SCOPE] });

const administers: LiaisonEvent = {
  ...granted,
  data: { ...granted.data, scopes: ['opportunity:read', ADMINISTER_SCOPE] },
};
const administrator = [registered, joinedNorthwind, madeSales, administers];
const ben = { ...partnerAdministrator, scopes: ['opportunity:read', ADMINISTER_SCOPE] };
const alone: World = { actor: ben, roles, administrators: 1 };
const withBen: World = { actor: ben, roles, administrators: 2 };

/** Each way in which somebody stops being an administrator. */
const WAYS: readonly (readonly [string, CommandName, CommandOf<CommandName>])[] = [
  ['its access suspended', 'suspendPartnerUserAccess', { contactId: ANA }],
  ['its access revoked', 'revokePartnerUserAccess', { contactId: ANA }],
  ['its role revoked', 'revokePartnerRole', { contactId: ANA, roleCode: 'SALES', policy: 'END_MEMBERSHIPS' }],
  ['its affiliation ended', 'endAffiliation', { contactId: ANA, organizationId: NORTHWIND }],
  [
    'other scopes',
    'manageUserDetails',
    { contactId: ANA, access: { status: 'ACTIVE', scopes: ['opportunity:read'] } },
  ],
  [
    'its access revoked on the one screen',
    'manageUserDetails',
    { contactId: ANA, access: { status: 'REVOKED' } },
  ],
];

describe('a partner administrator', () => {
  test.each(WAYS)('does not leave its organization without an administrator: %s', (_way, name, command) => {
    given(...administrator)
      .when(name, command, alone)
      .thenRefused('LAST_ADMINISTRATOR');
  });

  test('may take away one of two', () => {
    const atNorthwind = { contactId: ANA, partnerOrganizationId: NORTHWIND };
    given(...administrator)
      .when('suspendPartnerUserAccess', { contactId: ANA }, withBen)
      .then({ type: 'PartnerUserAccessSuspended', data: atNorthwind });
  });

  test('may take away somebody who administers nothing', () => {
    given(registered, joinedNorthwind, madeSales, granted)
      .when('suspendPartnerUserAccess', { contactId: ANA }, alone)
      .then(suspended);
  });

  test('may revoke what is suspended already: there is no administrator to lose', () => {
    given(...administrator, suspended)
      .when('revokePartnerUserAccess', { contactId: ANA }, alone)
      .then(revoked);
  });
});

test('The brand owner may take away the last administrator', () => {
  given(...administrator)
    .when('suspendPartnerUserAccess', { contactId: ANA }, { ...alone, actor: channelManager })
    .then(suspended);
});
