import type { ContactEvent } from '../../../events';
import type { Decider } from '../decider';
import { isRefusal, refuse } from '../decision';
import type { Contact } from './contact';
import { evolveBy } from './evolve-by';
import { keepLastAdministrator } from './last-administrator';
import { dueFacts } from './record-due-facts';

/**
 * Decides only for a contact that exists, and on its state of now: what has fallen due and was not recorded
 * yet is recorded first, in the same append. So no rule meets a role or an access whose end has passed.
 */
export const knownContact =
  <Command extends { readonly contactId: string }>(decide: Decider<Command, Contact, ContactEvent>) =>
  (command: Command): ReturnType<typeof decide> =>
  (contact, around) => {
    if (!contact.registered) return refuse('NOT_FOUND');
    const due = dueFacts(command.contactId, contact, around);
    const current = evolveBy(contact, due, around);
    const decision = keepLastAdministrator(decide(command)(current, around), current, around);
    return isRefusal(decision) || decision.length === 0 ? decision : [...due, ...decision];
  };
