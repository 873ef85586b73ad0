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
  ...NOT_RECORDED_YET,
  recordedAt: now,
  metadata: { ...NO_COMMAND, effectiveOn, actor: referenceTo(actor) },
});

const NOT_RECORDED_YET = { eventId: '', version: 0, stream: '', revision: 0, position: 0, commandId: '' };

const NO_COMMAND = {
  correlationId: '',
  command: '',
  idempotencyKey: '',
  contentDigest: '',
  policyVersion: '',
};
