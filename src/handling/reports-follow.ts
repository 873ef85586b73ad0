import {
  type ContactEvent,
  evolveStanding,
  noStanding,
  partnerOf,
  type Recorded,
  type RecordedEvent,
} from '../../events';
import type { Actor } from '../domain/actor';
import { REPORTING_LINE_MAX } from '../domain/contact/reporting-line';
import { contactIds } from './contact-ids';
import type { Liaison } from './liaison';

const ACTOR: Actor = { kind: 'SERVICE', id: 'process:reports-follow' };

/**
 * When a manager stops being a resource its reports go to the manager's own manager (domain.md, section 5). Keeps
 * nothing of its own: whoever reports to somebody without a role is found again after a restart.
 */
export const letReportsFollow = async (liaison: Liaison, formerManagerId: string): Promise<void> => {
  const former = await lastReporting(liaison, formerManagerId);
  if (former.isResource) return;
  const managerId = await successorOf(liaison, former);
  for await (const contactId of contactIds(liaison.models, 'manager_id', formerManagerId)) {
    const command = { contactId, formerManagerId, ...(managerId === undefined ? {} : { managerId }) };
    await liaison.send('followManager', command, {
      actor: ACTOR,
      idempotencyKey: `reports-follow:${former.lastEventId}:${contactId}`,
      causationId: former.lastEventId,
      correlationId: former.correlationId,
    });
  }
};

interface Reporting {
  readonly isResource: boolean;
  readonly partnerOrganizationId: string | undefined;
  /** Whom it reports to, or reported to when it last was a resource. */
  readonly managerId: string | undefined;
  readonly lastEventId: string;
  readonly correlationId: string;
}

/** The nearest manager above that is still a resource of the same organization. */
const successorOf = async (liaison: Liaison, former: Reporting): Promise<string | undefined> => {
  let managerId = former.managerId;
  for (let above = 0; managerId !== undefined && above < REPORTING_LINE_MAX; above += 1) {
    const manager = await lastReporting(liaison, managerId);
    if (manager.isResource && manager.partnerOrganizationId === former.partnerOrganizationId)
      return managerId;
    managerId = manager.managerId;
  }
  return undefined;
};

const lastReporting = async ({ log }: Liaison, contactId: string): Promise<Reporting> => {
  const events = await log.readStream(`contact-${contactId}`);
  let standing = noStanding;
  let managerId: string | undefined;
  let partnerOrganizationId: string | undefined;
  for (const event of events) {
    standing = evolveStanding(standing, asContactEvent(event));
    partnerOrganizationId = partnerOf(standing) ?? partnerOrganizationId;
    if (standing.roles.length > 0) managerId = standing.managerId;
  }
  const last = events.at(-1);
  return {
    isResource: standing.roles.length > 0,
    partnerOrganizationId,
    managerId,
    lastEventId: last?.eventId ?? '',
    correlationId: last?.metadata.correlationId ?? '',
  };
};

/** A contact's stream holds the events of contacts only. */
const asContactEvent = (event: RecordedEvent): Recorded<ContactEvent> => event as Recorded<ContactEvent>;
