import type { PickRows } from '../../../projections/read-models';
import { relationsPermitted } from '../../auth/policy';
import { possibleRelations } from '../../auth/policy/relations';
import type { Viewer } from './sees';

/**
 * The rows of a list of contacts that the viewer may see. It comes from the policy, so that `filter(all)` is
 * `all.filter(sees)`, which a property test holds it to.
 */
export const visibleContacts = (viewer: Viewer | undefined): PickRows =>
  visible(viewer, 'contact', 'row.partner_id');

/** The same for a list of partner organizations. */
export const visiblePartners = (viewer: Viewer | undefined): PickRows =>
  visible(viewer, 'partnerOrganization', 'row.key');

/** Whether the viewer sees every row of such a list, so that a projected counter says how many there are. */
export const seesAll = (viewer: Viewer | undefined, right: 'contact' | 'partnerOrganization'): boolean => {
  if (viewer === undefined) return false;
  const { kind } = viewer.actor;
  const subject = right === 'contact' ? 'person' : 'organization';
  const permitted = relationsPermitted(kind, right);
  return possibleRelations(kind, subject).every((relation) => permitted.includes(relation));
};

const visible = (
  viewer: Viewer | undefined,
  right: 'contact' | 'partnerOrganization',
  column: 'row.partner_id' | 'row.key',
): PickRows => {
  // No condition where all is visible: the list's own index stays in use.
  if (seesAll(viewer, right)) return (rows) => rows;
  if (viewer === undefined) return (rows) => rows.where('row.key', 'is', null);
  const { actor, manages } = viewer;
  const permitted = relationsPermitted(actor.kind, right);
  return (rows) =>
    rows.where(({ eb, or, and, not }) => {
      // An empty `or` is false: nobody without an organization has people of its own.
      const isOwn = or(
        actor.partnerOrganizationId === undefined ? [] : [eb(column, '=', actor.partnerOrganizationId)],
      );
      const isSelf = or(actor.contactId === undefined ? [] : [eb('row.key', '=', actor.contactId)]);
      const isManaged = or(manages.size === 0 ? [] : [eb(column, 'in', [...manages])]);
      const conditions = {
        self: and([isOwn, isSelf]),
        own: and([isOwn, not(isSelf)]),
        managed: isManaged,
        foreign: and([eb(column, 'is not', null), not(isOwn), not(isManaged)]),
        unaffiliated: eb(column, 'is', null),
      };
      return or(permitted.flatMap((relation) => (isOfRow(relation) ? [conditions[relation]] : [])));
    });
};

type OfRow = 'self' | 'own' | 'managed' | 'foreign' | 'unaffiliated';

const isOfRow = (relation: string): relation is OfRow =>
  relation === 'self' ||
  relation === 'own' ||
  relation === 'managed' ||
  relation === 'foreign' ||
  relation === 'unaffiliated';
