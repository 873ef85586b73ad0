import type { ActorKind } from '../../events';
import { ACTOR_KINDS } from '../../src/auth/actor-kinds';
import { isPartnersOwn } from '../../src/auth/policy';
import { isManagedBy, relationOf, teamRelationOf } from '../../src/auth/relation';
import type { Actor } from '../../src/domain/actor';

const OWN = 'own-organization';
const OTHER = 'other-organization';
const ines = 'ines';
const partner = (kind: ActorKind): Actor => ({ kind, id: 'p', contactId: ines, partnerOrganizationId: OWN });
const manager: Actor = { kind: 'CHANNEL_MANAGER', id: 'carla' };

describe('the relation of a partner’s person', () => {
  test.each(['PARTNER_ADMINISTRATOR', 'PARTNER_USER'] as const)('%s', (kind) => {
    const actor = partner(kind);
    expect(relationOf(actor, { partnerOrganizationId: OWN, contactId: ines })).toBe('self');
    expect(relationOf(actor, { partnerOrganizationId: OWN, contactId: 'tomas' })).toBe('own');
    expect(relationOf(actor, { partnerOrganizationId: OWN })).toBe('own');
    expect(relationOf(actor, { partnerOrganizationId: OTHER })).toBe('foreign');
    expect(relationOf(actor, { partnerOrganizationId: OTHER, contactId: ines })).toBe('foreign');
    expect(relationOf(actor, { partnerOrganizationId: OTHER, managed: true })).toBe('foreign');
    expect(relationOf(actor, {})).toBe('unaffiliated');
    expect(relationOf(actor, { partnerOrganizationId: OWN, elsewhere: true })).toBe('unaffiliated');
    expect(relationOf({ kind, id: 'nowhere' }, { partnerOrganizationId: OWN })).toBe('foreign');
    expect(relationOf({ kind, id: 'nowhere' }, {})).toBe('unaffiliated');
  });
});

test('A channel manager manages what names it, and nobody else manages anything', () => {
  expect(relationOf(manager, { partnerOrganizationId: OTHER, managed: true })).toBe('managed');
  expect(relationOf(manager, { partnerOrganizationId: OTHER })).toBe('foreign');
  expect(isManagedBy(manager, 'carla')).toBe(true);
  expect(isManagedBy(manager, 'otto')).toBe(false);
  expect(isManagedBy(manager, undefined)).toBe(false);
  for (const kind of ACTOR_KINDS.filter(
    (each) => each !== 'CHANNEL_MANAGER' && !isPartnersOwn({ kind: each }),
  )) {
    expect(isManagedBy({ kind, id: 'carla' }, 'carla')).toBe(false);
    expect(relationOf({ kind, id: 'carla' }, { partnerOrganizationId: OTHER, managed: true })).toBe(
      'foreign',
    );
  }
});

test('On a team the effective level counts, and of its rows the company', () => {
  const actor = partner('PARTNER_USER');
  expect(teamRelationOf(actor, undefined)).toBe('off-team');
  expect(teamRelationOf(actor, { onTeam: false, effectiveLevel: 'FULL' })).toBe('off-team');
  for (const [effectiveLevel, relation] of [
    ['NONE', 'team-none'],
    ['READ', 'team-read'],
    ['EDIT', 'team-edit'],
    ['FULL', 'team-full'],
  ] as const)
    expect(teamRelationOf(actor, { onTeam: true, effectiveLevel })).toBe(relation);
  const row = { onTeam: true, effectiveLevel: 'READ' } as const;
  expect(teamRelationOf(actor, { ...row, memberPartnerId: OWN })).toBe('team-colleague');
  expect(teamRelationOf(actor, { ...row, memberPartnerId: OTHER })).toBe('team-stranger');
  expect(teamRelationOf(actor, { ...row, effectiveLevel: 'NONE', memberPartnerId: OWN })).toBe('team-none');
});
