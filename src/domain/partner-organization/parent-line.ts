import type { Circumstances } from '../circumstances';
import { type Refusal, refuse } from '../decision';

/** The most organizations one above the other; a longer line is refused as a cycle. */
export const PARENT_LINE_MAX = 50;

/** Why this parent will not do: it must exist, and not stand below the organization itself. */
export const refusedParent = (id: string, parentId: string, around: Circumstances): Refusal | undefined => {
  if (parentId === id) return refuse('HIERARCHY_CYCLE', { parentId });
  if (around.organization(parentId) === undefined)
    return refuse('ORG_NOT_FOUND', { organizationId: parentId });
  let next = around.organization(parentId)?.parentId;
  for (let above = 1; next !== undefined; above += 1) {
    if (next === id || above === PARENT_LINE_MAX) return refuse('HIERARCHY_CYCLE', { parentId });
    next = around.organization(next)?.parentId;
  }
  return undefined;
};
