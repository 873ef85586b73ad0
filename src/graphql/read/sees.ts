import { allowed, mayRead } from '../../auth/policy';
import type { Actor } from '../../domain/actor';

/** What can be reached from more than one query; the name of the query that asks for one of it. */
export type Thing = 'contact' | 'partnerOrganization' | 'account';

/**
 * Whether the actor may see such a thing of the organization, by whatever way it is reached: the same rule
 * as for asking for it directly. What it may not see is for it not there.
 */
export const sees = (
  actor: Actor | undefined,
  thing: Thing,
  partnerOrganizationId: string | undefined,
): boolean =>
  actor !== undefined && allowed(actor, thing) === 'ALLOW' && mayRead(actor, { partnerOrganizationId });
