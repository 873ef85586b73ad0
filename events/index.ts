import type { AccountEvent } from './account';
import type { CascadeEvent } from './cascade';
import type { CommandEvent } from './command';
import type { ContactEvent } from './contact';
import type { Recorded } from './event';
import type { PartnerOrganizationEvent } from './partner-organization';
import type { ReservationEvent } from './reservation';
import type { RoleCatalogueEvent } from './role-catalogue';

/** Every event of the product. */
export type LiaisonEvent =
  | ContactEvent
  | PartnerOrganizationEvent
  | AccountEvent
  | RoleCatalogueEvent
  | ReservationEvent
  | CascadeEvent
  | CommandEvent;

export type EventType = LiaisonEvent['type'];

/** An event of the product with its place in the log. */
export type RecordedEvent = Recorded<LiaisonEvent>;

export * from './account';
export * from './administers';
export * from './cascade';
export * from './command';
export * from './contact';
export * from './event';
export * from './flavor';
export * from './partner-organization';
export * from './reservation';
export * from './role-catalogue';
export * from './standing';
