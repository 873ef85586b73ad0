import { partnerOf } from '../../events';
import type { Actor } from '../domain/actor';
import { type CommandName, subjectOf } from '../domain/commands';
import type { Lock } from '../store/locks';
import type { States } from './subjects';

/** Ids of other subjects as commands name them. */
interface Named {
  readonly partnerOrganizationId?: string;
  readonly organizationId?: string;
  readonly managerId?: string | null;
  readonly parentId?: string;
}

/** Commands that can take away what a head of a hierarchy or a manager in it must have. */
const TOUCH_HIERARCHY: ReadonlySet<CommandName> = new Set([
  'appointHierarchyHead',
  'endAffiliation',
  'revokePartnerRole',
  'changeResourceManager',
  'followManager',
]);

/**
 * What must not change between a decision and its append though it lies in another stream: the status of the
 * contact's organization, the catalogue of roles, who reports to whom. Those who rely on it share the lock, who
 * changes it has it alone. The stream of the subject itself has its expected revision.
 */
export const locksOf = (
  name: CommandName,
  command: object,
  state: States[keyof States],
  actor: Actor,
): readonly Lock[] => {
  const named = command as Named;
  const subject = subjectOf(name);
  const own = 'standing' in state ? partnerOf(state.standing) : named.partnerOrganizationId;
  const organization = own ?? named.organizationId;
  const changesOrganization = subject === 'partnerOrganization';
  const namesManager = subject === 'contact' && typeof named.managerId === 'string';
  const roles = subject === 'roleCatalogue' || subject === 'contact';
  return [
    ...(organization === undefined ? [] : [lock(`organization ${organization}`, changesOrganization)]),
    ...(organization !== undefined && (namesManager || TOUCH_HIERARCHY.has(name))
      ? [lock(`reporting lines of ${organization}`, true)]
      : []),
    ...(roles ? [lock('role catalogue', subject === 'roleCatalogue')] : []),
    ...(changesOrganization && named.parentId !== undefined ? [lock('parents of organizations', true)] : []),
    // Two administrators that take each other away at once would leave none.
    ...(actor.kind === 'PARTNER_ADMINISTRATOR'
      ? [lock(`administrators of ${actor.partnerOrganizationId}`, true)]
      : []),
  ];
};

const lock = (key: string, alone: boolean): Lock => ({ key, mode: alone ? 'exclusive' : 'shared' });
