import { setTimeout } from 'node:timers/promises';
import { type Client, clientOf, mutationDocument } from './asking';
import type { RunningServer } from './running-server';

/** How many send commands at once, one after the other each. */
export const CALLERS = 64;
/** The longest a caller asks again for one answer. */
const ANSWER_MS_MAX = 120_000;

/** The same numbers in each run. */
const randomFrom = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** What callers do to each other: an input, or one that depends on the organization the contact was first in. */
const MUTATIONS: readonly ((contactId: string, organization: string, chance: number) => [string, object])[] =
  [
    (contactId, _, chance) => [
      'assignPartnerRole',
      { contactId, roleCode: chance < 50 ? 'SELLER' : 'LEADER' },
    ],
    (contactId, _, chance) => [
      'revokePartnerRole',
      {
        contactId,
        roleCode: chance < 50 ? 'SELLER' : 'LEADER',
        policy: chance % 2 === 0 ? 'END_MEMBERSHIPS' : 'REJECT',
      },
    ],
    (contactId) => ['grantPartnerUserAccess', { contactId, scopes: [] }],
    (contactId) => ['suspendPartnerUserAccess', { contactId, reason: 'Looked into' }],
    (contactId) => ['restorePartnerUserAccess', { contactId, reason: 'Looked into' }],
    (contactId) => ['revokePartnerUserAccess', { contactId, reason: 'Left' }],
    (contactId) => ['grantPartnerUserAccess', { contactId, scopes: [] }],
    (contactId) => ['suspendPartnerUserAccess', { contactId, reason: 'Looked into again' }],
    (_, partnerOrganizationId) => ['suspendPartnerOrganization', { partnerOrganizationId, reason: 'Audit' }],
    (_, partnerOrganizationId) => [
      'reactivatePartnerOrganization',
      { partnerOrganizationId, reason: 'Audit' },
    ],
    (contactId, organizationId) => ['endAffiliation', { contactId, organizationId, reason: 'Left' }],
    (contactId, organizationId) => [
      'affiliateContact',
      { contactId, organizationId, organizationKind: 'PARTNER' },
    ],
  ];

/** What a caller was told was recorded. */
export interface Acknowledged {
  readonly position: string;
  readonly eventIds: readonly string[];
}

/** Asks until there is an answer: a server whose store is away says so, and the same key may be sent again. */
const answered = async (
  client: Client,
  mutation: string,
  input: object,
): Promise<Acknowledged | undefined> => {
  const until = Date.now() + ANSWER_MS_MAX;
  for (;;) {
    const { data, errors } = await client.tryAsk(mutationDocument(mutation), { input });
    const answer = data?.[mutation];
    if (answer?.__typename === 'Refused') return undefined;
    if (answer !== undefined && answer !== null) {
      const eventIds = answer.events.map(({ eventId }: { eventId: string }) => eventId);
      return { position: answer.position, eventIds };
    }
    if (Date.now() > until)
      throw new Error(`expected an answer to ${mutation}, got ${JSON.stringify(errors)}`);
    await setTimeout(100);
  }
};

/** Who is called, and whom the commands are about: each contact was first in the organization of its place. */
export interface Called {
  readonly servers: readonly RunningServer[];
  readonly contacts: readonly string[];
  readonly organizations: readonly string[];
  readonly commandsEach: number;
  /** Done while the callers go on, when half of the commands were answered. */
  readonly halfway: () => Promise<void>;
}

/** Everything that the callers were told was recorded. */
export const runCallers = async (called: Called): Promise<readonly Acknowledged[]> => {
  const { servers, contacts, organizations, commandsEach, halfway } = called;
  const acknowledged: Acknowledged[] = [];
  let done = 0;
  let outage: Promise<void> | undefined;
  const call = async (caller: number): Promise<void> => {
    const random = randomFrom(caller);
    const actor = { kind: 'ADMINISTRATOR', id: `employee-${caller}` } as const;
    const client = await clientOf(servers[caller % servers.length] as RunningServer, actor);
    for (let number = 0; number < commandsEach; number += 1) {
      const place = random(contacts.length);
      const contactId = contacts[place] as string;
      const organization = organizations[place % organizations.length] as string;
      const make = MUTATIONS[random(MUTATIONS.length)] as (typeof MUTATIONS)[number];
      const [mutation, input] = make(contactId, organization, random(100));
      const answer = await answered(client, mutation, { ...input, idempotencyKey: `${caller} ${number}` });
      if (answer !== undefined) acknowledged.push(answer);
      done += 1;
      if (done === (CALLERS * commandsEach) / 2) outage = halfway();
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, caller) => call(caller)));
  await outage;
  return acknowledged;
};
