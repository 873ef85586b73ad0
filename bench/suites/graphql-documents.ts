import { CHANNEL_MANAGER, idOf, isManaged, organizationOf } from '../data/planned-commands';
import type { Tier } from '../data/tiers';
import { ID_MARK, KEY_MARK, markFor, type RepeatedRequest } from '../load/http-request';

/** Who asks: the employee who looks after the organizations, and so sees their people and may change them. */
export const ASKING = { kind: 'CHANNEL_MANAGER', id: CHANNEL_MANAGER } as const;

/** A page of so many contacts of the organization that has most of them. */
export const pageOfContacts = (
  first: number,
): string => `query Q1($partnerId: UUID!, $minPosition: Position) {
  partnerContacts(partnerId: $partnerId, first: ${first}, minPosition: $minPosition) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id version registeredAt title email phone flavor canSignIn
      name { display given family }
      roles { code active }
    }
  }
}`;

const Q2 = `query Q2($id: UUID!, $minPosition: Position) {
  partnerOrganization(id: $id, minPosition: $minPosition) {
    id name status country
    contacts(first: 10) {
      nodes {
        id title flavor
        name { display }
        manager { id title name { display } }
        affiliations { kind from partnerOrganization { id name } account { id name } }
      }
    }
  }
}`;

const Q4 = `query Q4($id: UUID!, $minPosition: Position) {
  contact(id: $id, minPosition: $minPosition) { title }
}`;

const M1 = `mutation M1($input: CorrectContactDetailsInput!) {
  correctContactDetails(input: $input) {
    __typename
    ... on ContactChanged { contact { id title } events { type } }
    ... on Refused { code message }
  }
}`;

/** More requests than any run sends: a question comes once. */
const NUMBERS = { from: 10_000_000, to: 99_999_999 } as const;

/**
 * The requests that the rows repeat, by the name of the row. Each comes with another value of a variable that its
 * document does not have: the product remembers its answer to the very same question, and what is measured here is
 * how it answers. `q1-again` is that very same question.
 */
export const documentsFor = (tier: Tier, endOfLog: string): Readonly<Record<OneRow, RepeatedRequest>> => {
  const partnerId = idOf('organization', 0);
  const asked = (query: string, variables: object): RepeatedRequest => ({
    query,
    variables: { ...variables, minPosition: endOfLog, request: markFor(NUMBERS) },
    numbers: NUMBERS,
  });
  const q1 = asked(pageOfContacts(50), { partnerId });
  return {
    q1,
    'q1-busy': q1,
    'q1-again': { query: pageOfContacts(50), variables: { partnerId } },
    q2: asked(Q2, { id: partnerId }),
    q4: asked(Q4, { id: idOf('partner contact', 0) }),
    m1: mutationFor(tier),
  };
};

/**
 * Q1 and Q2 about one organization of the tier after the other. In tier M they are 2,000 with 20,000 contacts, which is more
 * than the product keeps of what it has read.
 */
export const documentsAnywhere = (
  tier: Tier,
  endOfLog: string,
): Readonly<Record<AnywhereRow, RepeatedRequest>> => {
  const { q1, q2 } = documentsFor(tier, endOfLog);
  const about = ({ variables, ...request }: RepeatedRequest, name: string): RepeatedRequest => ({
    ...request,
    variables: { ...variables, [name]: ID_MARK },
    ids: organizationsOf(tier),
  });
  return { 'q1-anywhere': about(q1, 'partnerId'), 'q2-anywhere': about(q2, 'id') };
};

/** The same request about that organization alone. */
export const aboutOne = (request: RepeatedRequest, id: string): RepeatedRequest => ({
  ...request,
  ids: [id],
});

/** All organizations of a tier that the one who asks looks after. */
export const organizationsOf = ({ organizations }: Tier): readonly string[] =>
  Array.from({ length: organizations }, (_, number) => number)
    .filter(isManaged)
    .map((number) => idOf('organization', number));

/** A mutation that changes another contact each time. */
export const mutationFor = (tier: Tier): RepeatedRequest => ({
  query: M1,
  variables: { input: { contactId: ID_MARK, idempotencyKey: KEY_MARK, title: KEY_MARK } },
  ids: changedContacts(tier),
});

/** Rows about many organizations. */
export type AnywhereRow = 'q1-anywhere' | 'q2-anywhere';
type OneRow = 'q1' | 'q1-busy' | 'q1-again' | 'q2' | 'q4' | 'm1';
export type GraphqlRow = OneRow | AnywhereRow;

/** Contacts that nobody reads meanwhile, of organizations that the one who asks looks after. */
const changedContacts = (tier: Tier): readonly string[] =>
  Array.from({ length: tier.partnerContacts }, (_, number) => number)
    .filter((number) => isOfAnother(organizationOf(tier, number)))
    .map((number) => idOf('partner contact', number));

/** The rows about one organization ask for the first. */
const isOfAnother = (organization: number): boolean => organization > 0 && isManaged(organization);
