import type {
  ContactEvent,
  LiaisonEvent,
  OrganizationStatus,
  PartnerOrganizationEvent,
  Recorded,
} from '../../events';
import type { ContactCard } from '../../projections/contact-list/contact-card';
import { contactList } from '../../projections/contact-list/project';
import { type CommandName, type CommandOf, decide, subjectOf } from '../../src/domain/commands';
import type { Contact } from '../../src/domain/contact/contact';
import { evolveContact, unregistered } from '../../src/domain/contact/contact';
import { type Decision, isRefusal } from '../../src/domain/decision';
import {
  evolvePartnerOrganization,
  type PartnerOrganization,
} from '../../src/domain/partner-organization/partner-organization';
import { circumstances } from './circumstances';
import { identity, registered } from './facts';
import { ANA, INVITATION, NORTHWIND } from './people';
import { recordedAt } from './subject-folds';

/** A contact, its card in the read model, its partner organization, and what time it is. */
export interface Place {
  readonly contact: Contact;
  readonly card: ContactCard | undefined;
  readonly organization: PartnerOrganization & { readonly status: OrganizationStatus };
  readonly now: string;
}

/** One command sent at a place, and the places after each of its events. */
export interface Step {
  readonly move: Move;
  readonly before: Place;
  readonly decision: Decision<LiaisonEvent>;
  readonly places: readonly { readonly event: LiaisonEvent; readonly place: Place }[];
  readonly after: Place;
}

interface Sent<Name extends CommandName> {
  readonly name: Name;
  readonly command: CommandOf<Name>;
}
/** A command, or a day that passes. */
export type Move =
  | { readonly [Name in CommandName]: Sent<Name> }[CommandName]
  | { readonly name: 'aDayPasses' };

const DAY_MS = 86_400_000;
const TOMORROW_EVENING = '2026-03-11T18:00:00.000Z';
const ana = { contactId: ANA };
const northwind = { partnerOrganizationId: NORTHWIND };
const read = ['opportunity:read'];
const invitation = { invitationId: INVITATION, expiresAt: TOMORROW_EVENING };

/** What may happen to Ana. */
export const MOVES: readonly Move[] = [
  { name: 'affiliateContact', command: { ...ana, organizationId: NORTHWIND, organizationKind: 'PARTNER' } },
  { name: 'endAffiliation', command: { ...ana, organizationId: NORTHWIND } },
  { name: 'assignPartnerRole', command: { ...ana, roleCode: 'SALES' } },
  { name: 'assignPartnerRole', command: { ...ana, roleCode: 'PRESALES', to: '2026-03-11' } },
  { name: 'assignPartnerRole', command: { ...ana, roleCode: 'PRESALES', from: '2026-03-12' } },
  { name: 'revokePartnerRole', command: { ...ana, roleCode: 'SALES' } },
  { name: 'revokePartnerRole', command: { ...ana, roleCode: 'SALES', policy: 'END_MEMBERSHIPS' } },
  { name: 'revokePartnerRole', command: { ...ana, roleCode: 'PRESALES', policy: 'END_MEMBERSHIPS' } },
  { name: 'grantPartnerUserAccess', command: { ...ana, scopes: read } },
  {
    name: 'grantPartnerUserAccess',
    command: { ...ana, scopes: read, expiresAt: TOMORROW_EVENING, invitation },
  },
  { name: 'suspendPartnerUserAccess', command: ana },
  { name: 'restorePartnerUserAccess', command: ana },
  { name: 'revokePartnerUserAccess', command: ana },
  { name: 'extendPartnerUserAccess', command: ana },
  { name: 'invitePartnerUser', command: { ...ana, ...invitation } },
  { name: 'resendInvitation', command: { ...ana, expiresAt: '2026-03-20T00:00:00.000Z' } },
  { name: 'cancelInvitation', command: ana },
  { name: 'acceptInvitation', command: { ...ana, invitationId: INVITATION, ...identity } },
  { name: 'linkIdentity', command: { ...ana, ...identity } },
  { name: 'unlinkIdentity', command: ana },
  {
    name: 'manageUserDetails',
    command: { ...ana, roles: [{ roleCode: 'SALES' }], access: { status: 'ACTIVE', scopes: read } },
  },
  { name: 'manageUserDetails', command: { ...ana, roles: [], access: { status: 'REVOKED' } } },
  { name: 'manageUserDetails', command: { ...ana, access: { status: 'SUSPENDED', expiresAt: null } } },
  { name: 'recordDueFacts', command: ana },
  { name: 'endPartnership', command: { ...ana, ...northwind, recordedUntil: '2026-03-10T12:00:00.000Z' } },
  { name: 'suspendPartnerOrganization', command: northwind },
  { name: 'reactivatePartnerOrganization', command: northwind },
  { name: 'terminatePartnerOrganization', command: northwind },
  { name: 'aDayPasses' },
];

/** Ana, known and belonging nowhere, at noon; Northwind active. */
export const start = (): Place => {
  const now = '2026-03-10T12:00:00.000Z';
  const organization = { ...northwind, status: 'ACTIVE', emailDomains: [] } as const;
  return placeAfter({ contact: unregistered, card: undefined, organization, now }, registered);
};

/**
 * Every sequence of moves up to the depth, from the start: two that lead to the same place go on as one.
 * Shows each step to the visitor and answers how many places there were.
 */
export const walk = (depth: number, visit: (step: Step) => void): number => {
  const seen = new Set<string>();
  let places = [start()];
  for (let steps = 0; steps < depth; steps += 1) {
    const next: Place[] = [];
    for (const before of places) {
      for (const move of MOVES) {
        const step = take(move, before);
        visit(step);
        const mark = fingerprint(step.after);
        if (!seen.has(mark)) next.push(step.after);
        seen.add(mark);
      }
    }
    places = next;
  }
  return seen.size;
};

/** Sends the command at the place and records what is decided. */
export const take = (move: Move, before: Place): Step => {
  if (move.name === 'aDayPasses') {
    const now = new Date(Date.parse(before.now) + DAY_MS).toISOString();
    return { move, before, decision: [], places: [], after: { ...before, now } };
  }
  const decision = decideAt(move, before);
  const places: { event: LiaisonEvent; place: Place }[] = [];
  for (const event of isRefusal(decision) ? [] : decision) {
    places.push({ event, place: placeAfter(places.at(-1)?.place ?? before, event) });
  }
  return { move, before, decision, places, after: places.at(-1)?.place ?? before };
};

/** What is decided on a command at the place. */
export const decideAt = <Name extends CommandName>(
  { name, command }: Sent<Name>,
  { contact, organization, now }: Place,
): Decision<LiaisonEvent> => {
  const state = subjectOf(name) === 'contact' ? contact : organization;
  return decide(name, command, state, circumstances({ now, organizations: { [NORTHWIND]: organization } }));
};

/** The place after one more event, in the decider's eyes and in the read model. */
export const placeAfter = (place: Place, event: LiaisonEvent): Place => {
  const recorded = recordedAt(place.now, event);
  if (event.type.startsWith('PartnerOrganization')) {
    const organization = evolvePartnerOrganization(
      place.organization,
      recorded as Recorded<PartnerOrganizationEvent>,
    );
    return { ...place, organization: { ...organization, status: organization.status ?? 'REGISTERED' } };
  }
  const contact = evolveContact(place.contact, recorded as Recorded<ContactEvent>);
  return { ...place, contact, card: contactList.project(place.card, recorded, ANA) };
};

const fingerprint = ({ contact, organization, now }: Place): string =>
  JSON.stringify([contact.standing, organization.status, now]);
