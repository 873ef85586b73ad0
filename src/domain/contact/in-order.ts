import type { ContactEvent } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Decision, isRefusal } from '../decision';
import type { Contact } from './contact';
import { evolveBy } from './evolve-by';

/** One of several decisions that are recorded together. */
export type Step = (contact: Contact, around: Circumstances) => Decision<ContactEvent>;

/**
 * Decides each step on what the ones before it have made of the contact; the first refusal refuses the whole.
 */
export const inOrder =
  (steps: readonly Step[]): Step =>
  (contact, around) => {
    const events: ContactEvent[] = [];
    let state = contact;
    for (const step of steps) {
      const decision = step(state, around);
      if (isRefusal(decision)) return decision;
      events.push(...decision);
      state = evolveBy(state, decision, around);
    }
    return events;
  };

/** Says of a refusal which field of the command it is about. */
export const about =
  (path: string, step: Step): Step =>
  (contact, around) => {
    const decision = step(contact, around);
    if (!isRefusal(decision) || decision.fieldErrors !== undefined) return decision;
    return { ...decision, fieldErrors: [{ path, message: `Refused with ${decision.refused}.` }] };
  };
