import type { LiaisonEvent } from '../../events';
import { contactList } from '../../projections/contact-list/project';
import type { ReadModels } from '../../projections/read-models';
import type { Actor } from '../domain/actor';
import { type CommandName, type CommandOf, subjectIdOf } from '../domain/commands';
import { isRefusal, type RefusalCode } from '../domain/decision';
import { uuidV5 } from '../store/event-id';
import type { EventLog } from '../store/event-log';
import type { Locks } from '../store/locks';
import { COUNTING_COMMANDS } from './circumstances';
import type { CommandSubject } from './command-subject';
import { CurrentUsers } from './current-users';
import { DueFacts } from './due-facts';
import { CommandHandler, commandIdOf } from './handle';
import { KnownContacts } from './known-contacts';
import type { Liaison } from './liaison';
import { LoadedSubjects } from './loaded-subjects';
import type { Consequence, Envelope, Outcome } from './outcome';
import { Reservations } from './reservations';

/** How long an answer waits for the read models to reflect its own command. */
export const OWN_WRITE_WAIT_MS = 5_000;

/** What the product is put together from. */
export interface LiaisonParts {
  readonly log: EventLog;
  readonly models: ReadModels;
  /** Hold over every process that writes to the log. */
  readonly locks: Locks;
  readonly now: () => string;
  readonly policyVersion: string;
  readonly forbids: (actor: Actor, command: CommandName, subject: CommandSubject) => RefusalCode | undefined;
}

/** Puts the product together, without its edges. */
export const createLiaison = ({ log, models, locks, now, policyVersion, forbids }: LiaisonParts): Liaison => {
  const loaded = new LoadedSubjects(log);
  const reservations = new Reservations(log, loaded, now);
  const users = new CurrentUsers(log, loaded, reservations, now);
  const handler = new CommandHandler({
    log,
    models,
    loaded,
    reservations,
    locks,
    now,
    policyVersion,
    forbids,
  });
  const send = async <Name extends CommandName>(
    name: Name,
    command: CommandOf<Name>,
    envelope: Envelope,
  ): Promise<Outcome> => {
    if (COUNTING_COMMANDS.has(name)) await liaison.settleDueFacts();
    const handled = await handler.handle(name, command, envelope);
    if (isRefusal(handled)) return { outcome: 'refused', refusal: handled };
    const { position, version, events, wouldRecord, replayed } = handled;
    const common = { subjectId: subjectIdOf(name, command), position, version };
    const { waitsForModels = true } = envelope;
    const lagging = waitsForModels && !(await models.reached(position, OWN_WRITE_WAIT_MS));
    const consequences = await consequencesOf(wouldRecord ?? events, models);
    return wouldRecord === undefined
      ? { outcome: 'done', ...common, events, replayed, lagging, consequences }
      : { outcome: 'would-record', ...common, events: wouldRecord, consequences };
  };

  const liaison: Liaison = {
    send,
    idFor: (actor, idempotencyKey, what) => uuidV5(what, commandIdOf(actor, idempotencyKey)),
    invitationSecret: (invitationId) => log.digest(`invitation ${invitationId}`).slice(0, 43),
    settleDueFacts: () => due.settle(),
    contactOfIdentity: (issuer, subject) => users.contactOf(issuer, subject),
    contacts: new KnownContacts(log, loaded, reservations),
    userOf: (contactId) => users.userOf(contactId),
    log,
    models,
    now,
    policyVersion,
  };
  const due = new DueFacts(liaison);
  return liaison;
};

/** How many other contacts the cascades of these events concern. */
const consequencesOf = async (
  events: readonly LiaisonEvent[],
  models: ReadModels,
): Promise<Consequence[]> => {
  const terminated = events.find((event) => event.type === 'PartnerOrganizationTerminated');
  const left = events.findLast(
    ({ type }) => type === 'PartnerRoleRevoked' || type === 'ContactAffiliationEnded',
  );
  if (terminated === undefined && left === undefined) return [];
  const at = await models.current();
  const found: Consequence[] = [];
  if (terminated !== undefined) {
    const contacts = await models.tally(contactList, `partner:${terminated.data.partnerOrganizationId}`, at);
    found.push({ cascade: 'end-partnerships', contacts });
  }
  if (left !== undefined && 'contactId' in left.data) {
    const rolesEnded = events.filter(({ type }) => type === 'PartnerRoleRevoked').length;
    const card = await models.get(contactList, left.data.contactId, at);
    const recorded = 'position' in left;
    const remaining = (card?.row.standing.roles.length ?? 0) - (recorded ? 0 : rolesEnded);
    const contacts = await models.tally(contactList, `manager:${left.data.contactId}`, at);
    if (remaining <= 0) found.push({ cascade: 'reports-follow', contacts });
  }
  return found.filter(({ contacts }) => contacts > 0);
};
