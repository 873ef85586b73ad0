import { type ContactEvent, partnerOf, type Recorded, type RecordedEvent } from '../../../events';
import { type FlavorStep, flavorSteps } from '../../../projections/contact-history/flavor-steps';
import { cursorOf, placeOf } from '../../../projections/cursor';
import type { Page } from '../../../projections/page';
import type { EventLog } from '../../store/event-log';
import { EVENTS_PER_READ_MAX } from '../../store/event-store';
import type { Context } from '../context';
import type { PageArgs } from '../inputs/read-args';
import { noPage } from '../types/connection-of';
import type { Contact } from '../types/contact';
import type { Path } from '../use-of-request';
import { sees, type Viewer } from './sees';
import type { View } from './view';

/** The most events of one contact that its history is told from. */
export const HISTORY_EVENTS_MAX = 20_000;

/** A page of the steps that made the contact what it is, as far as the view goes. */
export const flavorHistory = async (
  { liaison, loaders }: Context,
  view: View,
  contactId: string,
  { first, after }: PageArgs,
  askedAt: Path,
): Promise<Page<FlavorStep>> => {
  const contact = await loaders.contact(view, contactId, askedAt);
  if (contact === undefined) return noPage;
  if (!mayTrace(await loaders.viewer(), contact)) {
    loaders.hide(contactId, partnerOf(contact.card.standing), askedAt);
    return noPage;
  }
  const question = `flavor-history ${contactId}`;
  const steps = flavorSteps(await eventsUntil(liaison.log, `contact-${contactId}`, view.snapshot.position));
  const place = typeof after === 'string' ? Number(placeOf(question, after).sort) : 0;
  const rest = steps.filter(({ position }) => position > place);
  const rows = rest
    .slice(0, first)
    .map((row) => ({ row, cursor: cursorOf(question, { sort: row.position, key: contactId }) }));
  return { rows, hasNextPage: rest.length > first, totalCount: steps.length };
};

const mayTrace = (viewer: Viewer | undefined, { card }: Contact): boolean =>
  sees(viewer, 'contactFlavorHistory', {
    partnerOrganizationId: partnerOf(card.standing),
    contactId: card.contactId,
  });

const eventsUntil = async (
  log: EventLog,
  stream: string,
  until: number,
): Promise<readonly Recorded<ContactEvent>[]> => {
  const found: RecordedEvent[] = [];
  while (found.length < HISTORY_EVENTS_MAX) {
    const page = await log.readStream(stream, { from: found.length, limit: EVENTS_PER_READ_MAX });
    found.push(...page.filter(({ position }) => position <= until));
    if (page.length < EVENTS_PER_READ_MAX || found.at(-1)?.position !== page.at(-1)?.position) break;
  }
  // A stream `contact-…` holds nothing but events of that contact.
  return found as readonly Recorded<ContactEvent>[];
};
