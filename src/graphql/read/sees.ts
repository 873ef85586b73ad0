import { permits, type Right } from '../../auth/policy';
import { relationOf, type SubjectFacts, teamRelationOf } from '../../auth/relation';
import type { Actor } from '../../domain/actor';

/** Who looks, and the organizations it looks after as their channel manager at this moment. */
export interface Viewer {
  readonly actor: Actor;
  readonly manages: ReadonlySet<string>;
}

/**
 * Whether the viewer may see such a thing of the organization, by whatever way it is reached: the same rule
 * as for asking for it directly. What it may not see is for it not there.
 */
export const sees = (
  viewer: Viewer | undefined,
  right: Right,
  { partnerOrganizationId, contactId }: Pick<SubjectFacts, 'partnerOrganizationId' | 'contactId'>,
): boolean => {
  if (viewer === undefined) return false;
  const { actor, manages } = viewer;
  const managed = partnerOrganizationId !== undefined && manages.has(partnerOrganizationId);
  return permits(actor.kind, right, relationOf(actor, { partnerOrganizationId, contactId, managed }));
};

/** The same for accounts. Nobody is on their teams yet, so a partner's people see none. */
export const seesAccounts = (viewer: Viewer | undefined): boolean =>
  viewer !== undefined && permits(viewer.actor.kind, 'account', teamRelationOf(viewer.actor, undefined));
