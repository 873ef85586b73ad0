import type { DomainEvent } from './event';

export type ReservationKind = 'login' | 'externalId' | 'identity';

interface Reservation {
  readonly kind: ReservationKind;
  /** Keyed hash of the value; also the end of the stream's name. */
  readonly key: string;
  readonly holderId: string;
}

/** The value belongs to the holder until it is released; `forCommand` is the command that needed it. */
export type ValueReserved = DomainEvent<'ValueReserved', Reservation & { readonly forCommand: string }>;
export type ValueReleased = DomainEvent<'ValueReleased', Reservation>;

/** Uniqueness over all contacts: one stream `<kind>-<key>` for each value. */
export type ReservationEvent = ValueReserved | ValueReleased;
