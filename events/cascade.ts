import type { DomainEvent } from './event';

/** Every consequence of the event `triggerId` has been recorded; keeps a restart from doing it again. */
export type CascadeCompleted = DomainEvent<
  'CascadeCompleted',
  { readonly cascade: string; readonly triggerId: string; readonly consequences: number }
>;

/** What process managers record, in the stream `cascade-<cascade>-<trigger event id>`. */
export type CascadeEvent = CascadeCompleted;
