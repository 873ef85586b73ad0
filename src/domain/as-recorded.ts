import type { DomainEvent, Recorded } from '../../events';
import { referenceTo } from './actor';
import type { Circumstances } from './circumstances';

/**
 * The event as it will look to a fold once it is recorded: lets a decider see the state after its own events.
 */
export const asRecorded = <Event extends DomainEvent<string, unknown, unknown>>(
  event: Event,
  { now, effectiveOn, actor }: Circumstances,
): Recorded<Event> => ({
  ...event,
  // Not yet known; member by member, since a copy of a second object costs more than all of them.
  eventId: '',
  version: 0,
  stream: '',
  revision: 0,
  position: 0,
  commandId: '',
  recordedAt: now,
  metadata: {
    effectiveOn,
    actor: referenceTo(actor),
    correlationId: '',
    command: '',
    idempotencyKey: '',
    contentDigest: '',
    policyVersion: '',
  },
});
