import {
  accessStatusAt,
  activeRoles,
  type ContactStanding,
  canSignIn,
  type EventType,
  FLAVORS,
  type Flavor,
  flavorAt,
  nextDue,
} from '../../events';
import { isRefusal } from '../../src/domain/decision';
import { decideAt, type Place, placeAfter, type Step, start, take, walk } from './contact.walk';
import { granted } from './facts';
import { inconsistencies } from './inconsistencies';
import { ANA } from './people';
import { stable } from './stable';

const DEPTH = 6;
const ana = { contactId: ANA };

/** The steps of the state machine, by the event that takes them; no other event changes the flavor. */
const MACHINE: { readonly [Type in EventType]?: readonly [Flavor, Flavor] } = {
  ContactAffiliated: ['ACCOUNT_CONTACT', 'PARTNER_CONTACT'],
  PartnerRoleAssigned: ['PARTNER_CONTACT', 'PARTNER_RESOURCE'],
  PartnerUserAccessGranted: ['PARTNER_RESOURCE', 'PARTNER_USER'],
  PartnerUserAccessRevoked: ['PARTNER_USER', 'PARTNER_RESOURCE'],
  PartnerRoleRevoked: ['PARTNER_RESOURCE', 'PARTNER_CONTACT'],
  ContactAffiliationEnded: ['PARTNER_CONTACT', 'ACCOUNT_CONTACT'],
};

/** Commands that, sent again, find nothing left to take away. */
const TAKEN_AWAY = new Set(['NOT_AFFILIATED', 'ROLE_NOT_ASSIGNED', 'IDENTITY_NOT_LINKED']);

const flavorOf = ({ contact, now }: Place): Flavor => flavorAt(contact.standing, now);

/** The flavor as domain.md section 1 defines it, written a second time. */
const definedFlavor = (standing: ContactStanding, now: string): Flavor => {
  const belongs = standing.affiliations.some(({ organizationKind }) => organizationKind === 'PARTNER');
  const today = now.slice(0, 10);
  const hasRole = belongs && standing.roles.some(({ from, to }) => from <= today && today <= (to ?? '9999'));
  const { status, expiresAt = '9999' } = standing.access ?? { status: 'NONE' };
  const hasAccess = hasRole && expiresAt > now && (status === 'ACTIVE' || status === 'SUSPENDED');
  return FLAVORS[Number(belongs) + Number(hasRole) + Number(hasAccess)] ?? 'ACCOUNT_CONTACT';
};

/** Whether anybody may sign in as domain.md section 1 defines it, written a second time. */
const definedSignIn = ({ contact: { standing }, organization, now }: Place): boolean =>
  organization.status === 'ACTIVE' &&
  definedFlavor(standing, now) === 'PARTNER_USER' &&
  standing.access?.status === 'ACTIVE' &&
  standing.identityKey !== undefined;

const upToDate = (place: Place): Place => take({ name: 'recordDueFacts', command: ana }, place).after;

const isLive = (standing: ContactStanding, now: string): boolean =>
  ['ACTIVE', 'SUSPENDED'].includes(accessStatusAt(standing.access, now));

/** What each step must keep, by its rule. */
const RULES: Readonly<Record<string, (step: Step) => boolean>> = {
  'every event leaves a consistent contact': ({ places }) =>
    places.every(({ place }) => inconsistencies(place.contact, place.now).length === 0),
  'the flavor is what its definition says': ({ after }) =>
    flavorOf(after) === definedFlavor(after.contact.standing, after.now),
  'every event changes the flavor by the state machine only': ({ before, places }) =>
    places.every(({ event, place }, index) => {
      const from = flavorOf(places[index - 1]?.place ?? before);
      const to = flavorOf(place);
      return from === to || stable([from, to]) === stable(MACHINE[event.type]);
    }),
  'canSignIn is what its definition says': ({ after }) =>
    canSignIn(after.contact.standing, after.organization.status, after.now) === definedSignIn(after),
  'a refusal records nothing': ({ decision, before, after }) => !isRefusal(decision) || before === after,
  'sent twice it records once': ({ move, places, after }) => {
    if (places.length === 0 || move.name === 'aDayPasses') return true;
    const again = decideAt(move, after);
    return isRefusal(again) ? TAKEN_AWAY.has(again.refused) : again.length === 0;
  },
  'the clock leaves nothing that is due': ({ after }) =>
    (nextDue(upToDate(after).contact.standing) ?? '9999') > after.now,
  'restoring gives back exactly what was suspended': ({ move, before, places, after }) => {
    if (move.name !== 'suspendPartnerUserAccess' || places.length === 0) return true;
    const restored = take({ name: 'restorePartnerUserAccess', command: ana }, after).after;
    return stable(restored.contact.standing) === stable(upToDate(before).contact.standing);
  },
  'access can always be granted again to a resource': ({ after }) => {
    const { contact, organization, now } = upToDate(after);
    const { standing } = contact;
    if (organization.status !== 'ACTIVE' || activeRoles(standing, now).length === 0) return true;
    if (isLive(standing, now)) return true;
    const grant = take(
      { name: 'grantPartnerUserAccess', command: { ...ana, scopes: ['opportunity:read'] } },
      after,
    );
    return flavorOf(grant.after) === 'PARTNER_USER';
  },
  'an invitation is open only beside live access': ({ after }) => {
    const { standing } = upToDate(after).contact;
    return standing.invitation?.status !== 'PENDING' || isLive(standing, after.now);
  },
  'suspending and reactivating the organization changes nothing of the contact': ({ move, before, after }) =>
    !/^(suspend|reactivate)PartnerOrganization$/.test(move.name) || before.contact === after.contact,
  'the read model knows what the decider knows': ({ after: { card, contact } }) =>
    stable(card?.standing) === stable(contact.standing) && (card?.login ?? undefined) === contact.login,
};

const broken = (step: Step): readonly string[] =>
  Object.entries(RULES).flatMap(([rule, isKept]) => (isKept(step) ? [] : [`${rule}: ${step.move.name}`]));

describe('a contact', () => {
  test(`keeps every rule in all sequences of ${DEPTH} moves`, () => {
    const found = new Map<string, unknown>();
    const flavors = new Set<Flavor>();
    let signedIn = 0;
    const places = walk(DEPTH, (step) => {
      for (const rule of broken(step)) found.set(rule, step.before.contact.standing);
      flavors.add(flavorOf(step.after));
      signedIn += Number(definedSignIn(step.after));
    });
    expect([...found]).toEqual([]);
    expect([...flavors].sort()).toEqual([...FLAVORS].sort());
    expect(signedIn).toBeGreaterThan(100);
    expect(places).toBeGreaterThan(3_000);
  });

  test('is found out where access was granted without a role', () => {
    const before = start();
    const after = placeAfter(before, granted);
    const places = [{ event: granted, place: after }];
    const step: Step = {
      move: { name: 'recordDueFacts', command: ana },
      before,
      decision: [granted],
      places,
      after,
    };
    expect(broken(step)).toContain('every event leaves a consistent contact: recordDueFacts');
  });
});
