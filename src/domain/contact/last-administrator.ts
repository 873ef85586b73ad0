import { administeredAt, type ContactEvent } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, isRefusal, refuse } from '../decision';
import type { Contact } from './contact';
import { evolveBy } from './evolve-by';

/**
 * A partner administrator never leaves its organization without one, whatever it was that took the last one
 * away: access, scope, role or affiliation. The brand owner may.
 */
export const keepLastAdministrator = (
  decision: Decision<ContactEvent>,
  contact: Contact,
  around: Circumstances,
): Decision<ContactEvent> => {
  if (isRefusal(decision) || around.actor.kind !== 'PARTNER_ADMINISTRATOR') return decision;
  const administered = administeredAt(contact.standing, around.now);
  if (administered === undefined) return decision;
  const after = evolveBy(contact, decision, around).standing;
  const isLost = administeredAt(after, around.now) !== administered;
  return isLost && around.administratorsOf(administered) <= 1 ? refuse('LAST_ADMINISTRATOR') : decision;
};
