import { administeredAt, partnerOf } from '../../events';
import { contactList } from '../../projections/contact-list/project';
import type { ReadModels } from '../../projections/read-models';
import type { Soon } from '../../projections/soon';
import type { Actor } from '../domain/actor';
import type { Circumstances } from '../domain/circumstances';
import type { CommandName, CommandOf } from '../domain/commands';
import type { Contact } from '../domain/contact/contact';
import { REPORTING_LINE_MAX } from '../domain/contact/reporting-line';
import type { PartnerOrganization } from '../domain/partner-organization/partner-organization';
import type { Subject } from '../domain/subject';
import type { EventLog } from '../store/event-log';
import { StoreFault } from '../store/store-fault';
import type { Loaded, LoadsSubjects } from './loaded-subjects';
import type { States } from './subjects';

/** How long a decision that needs a counter waits for the read models to reach the head of the log. */
export const COUNTER_WAIT_MS = 5_000;

/** Commands that count contacts by what is recorded of them; what has fallen due must be recorded first. */
export const COUNTING_COMMANDS: ReadonlySet<CommandName> = new Set([
  'retireRole',
  'terminatePartnerOrganization',
]);

/** What is read to gather the circumstances of a decision. */
export interface Sources {
  readonly loaded: LoadsSubjects;
  readonly log: EventLog;
  readonly models: ReadModels;
}

/** What the decision is about, besides the state of its subject. */
export interface Occasion {
  readonly now: string;
  readonly effectiveOn: string;
  readonly actor: Actor;
  /** The contact the command is about, where it is about one. */
  readonly contact?: Contact;
}

/** Ids of other subjects as commands name them. */
interface Named {
  readonly contactId?: string;
  readonly managerId?: string | null;
  readonly organizationId?: string;
  readonly parentId?: string;
}

/**
 * Looks at the streams that the decision will most likely ask for, as far as a state that may be behind tells; what it
 * asks for besides is read then.
 */
export const lookAhead = (
  subject: Subject,
  stream: string,
  command: object,
  state: States[Subject],
  looks: LoadsSubjects,
): readonly Soon<unknown>[] => {
  const { organizationId }: Named = command;
  const own = 'standing' in state ? (partnerOf(state.standing) ?? organizationId) : undefined;
  return [
    looks.load(subject, stream),
    ...(subject === 'roleCatalogue' ? [] : [looks.load('roleCatalogue', 'roleCatalogue')]),
    ...(own === undefined ? [] : [looks.load('partnerOrganization', `partnerOrganization-${own}`)]),
  ];
};

/** Reads from the other streams what the decider of this command may ask about. */
export const gatherCircumstances = async <Name extends CommandName>(
  name: Name,
  command: CommandOf<Name>,
  occasion: Occasion,
  sources: Sources,
): Promise<Circumstances> => {
  const { now, effectiveOn, actor, contact } = occasion;
  const named = command as Named;
  const { state: roles } = await sources.loaded.load('roleCatalogue', 'roleCatalogue');
  const organizations = await readOrganizations(named, contact, sources);
  // Most commands name nobody else and count nothing: then there is nothing to wait for.
  const { organizationId } = named;
  const accounts = organizationId === undefined ? undefined : await readAccount(organizationId, sources);
  const first = firstInLine(name, named);
  const contacts = first === undefined ? NOBODY : await readReportingLines(first, sources);
  const counter = counterOf(name, command, occasion);
  const counters = counter === undefined ? 0 : await readCounter(counter, sources);
  return {
    now,
    effectiveOn,
    actor,
    roles,
    organization: (id) => organizations.get(id),
    account: (id) => (accounts === id ? { registered: true } : undefined),
    contact: (id) => contacts.get(id),
    activeUsersOf: () => counters,
    administratorsOf: () => counters,
    holdersOf: () => counters,
    keyOf: (kind, value) => sources.log.keyOf(kind, value),
  };
};

/** The organizations the command names, the contact's own, and for a new parent all organizations above it. */
const readOrganizations = async (
  { organizationId, parentId }: Named,
  contact: Contact | undefined,
  { loaded }: Sources,
): Promise<ReadonlyMap<string, PartnerOrganization>> => {
  const found = new Map<string, PartnerOrganization>();
  const own = contact === undefined ? undefined : partnerOf(contact.standing);
  for (const id of [own, organizationId]) {
    if (id === undefined || found.has(id)) continue;
    const { state } = await loaded.load('partnerOrganization', `partnerOrganization-${id}`);
    if (state.status !== undefined) found.set(id, state);
  }
  for (let id = parentId; id !== undefined && !found.has(id) && found.size < REPORTING_LINE_MAX; ) {
    const { state } = await loaded.load('partnerOrganization', `partnerOrganization-${id}`);
    if (state.status === undefined) break;
    found.set(id, state);
    id = state.parentId;
  }
  return found;
};

const readAccount = async (id: string, { loaded }: Sources): Promise<string | undefined> => {
  return (await loaded.load('account', `account-${id}`)).state.registered ? id : undefined;
};

const NOBODY: ReadonlyMap<string, Contact> = new Map();

/** The contact at whom the reporting line of the command begins, if it names one. */
const firstInLine = (name: CommandName, { contactId, managerId }: Named): string | undefined => {
  if (name === 'appointHierarchyHead') return contactId;
  // The manager of assignChannelManager is an employee of the brand owner, not a contact.
  return name === 'assignChannelManager' ? undefined : (managerId ?? undefined);
};

/** A contact and everybody above it. */
const readReportingLines = async (
  first: string,
  { loaded }: Sources,
): Promise<ReadonlyMap<string, Contact>> => {
  const found = new Map<string, Contact>();
  for (
    let id: string | undefined = first;
    id !== undefined && !found.has(id) && found.size <= REPORTING_LINE_MAX;
  ) {
    const { state }: Loaded<Contact> = await loaded.load('contact', `contact-${id}`);
    if (!state.registered) break;
    found.set(id, state);
    id = state.standing.managerId;
  }
  return found;
};

/** The one counter that a command depends on, as of the head of the log. */
const readCounter = async (counter: string, { log, models }: Sources): Promise<number> => {
  if (!(await models.reached(await log.head(), COUNTER_WAIT_MS))) {
    throw new StoreFault(
      'UNAVAILABLE',
      `read models did not reach the head of the log within ${COUNTER_WAIT_MS} ms`,
    );
  }
  return models.tally(contactList, counter, await models.current());
};

const counterOf = (
  name: CommandName,
  command: object,
  { now, actor, contact }: Occasion,
): string | undefined => {
  if (name === 'retireRole' && 'code' in command) return `role:${command.code}`;
  if (name === 'terminatePartnerOrganization' && 'partnerOrganizationId' in command) {
    return `partner:${command.partnerOrganizationId}:active-users`;
  }
  if (actor.kind !== 'PARTNER_ADMINISTRATOR' || contact === undefined) return undefined;
  const administered = administeredAt(contact.standing, now);
  return administered === undefined ? undefined : `partner:${administered}:administrators`;
};
