import type { EventType, RecordedEvent } from '../../events';
import type { EventLog } from '../store/event-log';

/** Somebody's access has ended, or may be another than before. */
export interface AccessChange {
  /** Whose: one contact's, everybody's of an organization, or that of all partners' people. */
  readonly contactId?: string;
  readonly partnerOrganizationId?: string;
  /** True where the fact by itself ends access; else it has to be decided anew. */
  readonly ends: boolean;
}

/** What each event means for those whose access it touches; `AGAIN`: decide anew from the current state. */
const MEANINGS = {
  PartnerUserAccessSuspended: 'ENDS',
  PartnerUserAccessRevoked: 'ENDS',
  PartnerUserAccessExpired: 'ENDS',
  PartnerOrganizationSuspended: 'ENDS',
  PartnerOrganizationTerminated: 'ENDS',
  IdentityUnlinked: 'ENDS',
  ContactAffiliated: 'AGAIN',
  ContactAffiliationEnded: 'AGAIN',
  PartnerRoleAssigned: 'AGAIN',
  PartnerRoleTookEffect: 'AGAIN',
  PartnerRoleRevoked: 'AGAIN',
  PartnerRoleExpired: 'AGAIN',
  PartnerUserAccessGranted: 'AGAIN',
  PartnerUserAccessExtended: 'AGAIN',
  IdentityLinked: 'AGAIN',
  RoleDefined: 'AGAIN',
  RoleRetired: 'AGAIN',
} as const satisfies Partial<Record<EventType, 'ENDS' | 'AGAIN'>>;

/** The events by which access can end or change. */
export const ACCESS_EVENTS = Object.keys(MEANINGS) as readonly (keyof typeof MEANINGS)[];

/** What an event changes of somebody's access; undefined where nothing. */
export const accessChangeOf = (event: RecordedEvent): AccessChange | undefined => {
  if (!isAccessEvent(event.type)) return undefined;
  const ends = MEANINGS[event.type] === 'ENDS';
  // An event of a contact may name the organization too: it concerns that contact only.
  if ('contactId' in event.data) return { contactId: event.data.contactId, ends };
  if ('partnerOrganizationId' in event.data) {
    return { partnerOrganizationId: event.data.partnerOrganizationId, ends };
  }
  return { ends };
};

/** Tells of each change of access as it is recorded, from now on and until aborted. */
export async function* accessChanges(
  log: EventLog,
  signal: AbortSignal,
): AsyncGenerator<readonly AccessChange[], void> {
  const after = await log.head();
  // The first answer, an empty one, says that from here on nothing is missed.
  yield [];
  for await (const { events } of log.subscribe({ after, types: ACCESS_EVENTS, signal })) {
    const changes = events.flatMap((event) => accessChangeOf(event) ?? []);
    if (changes.length > 0) yield changes;
  }
}

const isAccessEvent = (type: EventType): type is keyof typeof MEANINGS => Object.hasOwn(MEANINGS, type);
