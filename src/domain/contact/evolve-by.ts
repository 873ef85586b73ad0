import type { ContactEvent } from '../../../events';
import { asRecorded } from '../as-recorded';
import type { Circumstances } from '../circumstances';
import { type Contact, evolveContact } from './contact';

/** The contact after events that are decided but not recorded yet. */
export const evolveBy = (contact: Contact, events: readonly ContactEvent[], around: Circumstances): Contact =>
  events.reduce((state, event) => evolveContact(state, asRecorded(event, around)), contact);
