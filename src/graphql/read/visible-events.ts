import { partnerOf, type RecordedEvent } from '../../../events';
import { contactList } from '../../../projections/contact-list/project';
import { permits, relationsPermitted } from '../../auth/policy';
import type { Actor } from '../../domain/actor';
import type { Liaison } from '../../handling/liaison';
import { sees, type Viewer } from './sees';
import { viewerOf } from './viewer';

/** Those of the events that somebody may see. */
export type VisibleEvents = (events: readonly RecordedEvent[]) => Promise<readonly RecordedEvent[]>;

/** Of those who may see every event. */
export const everything: VisibleEvents = async (events) => events;

/** How long a subscriber waits for the read models to know whom an event concerns. */
export const CONCERNS_WAIT_MS = 5_000;

/**
 * The events that the actor may see, by the organization that each concerns now: asked anew for every page,
 * so that a channel manager who hands an organization over sees no more of it.
 */
export const visibleEvents = (actor: Actor, liaison: Liaison): VisibleEvents => {
  if (permits(actor.kind, 'events', 'foreign') && permits(actor.kind, 'events', 'unaffiliated'))
    return everything;
  if (relationsPermitted(actor.kind, 'events').length === 0) return async () => [];
  return async (events) => {
    const last = events.at(-1);
    if (last === undefined) return events;
    if (!(await liaison.models.reached(last.position, CONCERNS_WAIT_MS)))
      throw new Error(`expected the read models to reach position ${last.position}, got none in time`);
    const viewer = await viewerOf(actor, liaison.models);
    const partners = await partnersOf(events, liaison);
    return events.filter((event) => isVisible(viewer, event, partners));
  };
};

const isVisible = (
  viewer: Viewer,
  event: RecordedEvent,
  partners: ReadonlyMap<string, string | undefined>,
): boolean => {
  const { data } = event;
  if ('contactId' in data && event.stream === `contact-${data.contactId}`) {
    const facts = { contactId: data.contactId, partnerOrganizationId: partners.get(data.contactId) };
    return partners.has(data.contactId) && sees(viewer, 'events', facts);
  }
  if (event.stream.startsWith(ORGANIZATION)) {
    return sees(viewer, 'events', { partnerOrganizationId: event.stream.slice(ORGANIZATION.length) });
  }
  // Roles and accounts are nobody’s; reservations and cascades tell of contacts that may be somebody else’s.
  return NOBODYS.some((stream) => event.stream.startsWith(stream)) && sees(viewer, 'events', {});
};

const ORGANIZATION = 'partnerOrganization-';
const NOBODYS = ['roleCatalogue', 'account-'];

/** Which organization each contact of the events belongs to now; without those nobody knows. */
const partnersOf = async (
  events: readonly RecordedEvent[],
  { models }: Liaison,
): Promise<ReadonlyMap<string, string | undefined>> => {
  const ids = [...new Set(events.flatMap(({ data }) => ('contactId' in data ? [data.contactId] : [])))];
  const found = await models.getMany(contactList, ids, await models.current());
  return new Map(
    found.flatMap((row) => (row === undefined ? [] : [[row.key, partnerOf(row.row.standing)] as const])),
  );
};
