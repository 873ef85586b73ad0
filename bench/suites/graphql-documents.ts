import { CHANNEL_MANAGER, idOf, organizationOf } from '../data/planned-commands';
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

/**
 * The requests that the rows repeat, by the name of the row. Each asks for another position to have been reached, as
 * clients do after their own writes: the product remembers its answer to the very same question, and what is measured
 * here is how it answers. `q1-again` is that very same question.
 */
export const documentsFor = (tier: Tier, endOfLog: string): Readonly<Record<GraphqlRow, RepeatedRequest>> => {
  const [storeId, end] = [endOfLog.replace(/:.*/, ''), Number(endOfLog.replace(/.*:/, ''))];
  const numbers = { from: 10 ** (String(end).length - 1), to: end };
  const minPosition = `${storeId}:${markFor(numbers)}`;
  const partnerId = idOf('organization', 0);
  return {
    q1: { query: pageOfContacts(50), variables: { partnerId, minPosition }, numbers },
    'q1-busy': { query: pageOfContacts(50), variables: { partnerId, minPosition }, numbers },
    'q1-again': { query: pageOfContacts(50), variables: { partnerId } },
    q2: { query: Q2, variables: { id: partnerId, minPosition }, numbers },
    q4: { query: Q4, variables: { id: idOf('partner contact', 0), minPosition }, numbers },
    m1: mutationFor(tier),
  };
};

/** A mutation that changes another contact each time. */
export const mutationFor = (tier: Tier): RepeatedRequest => ({
  query: M1,
  variables: { input: { contactId: ID_MARK, idempotencyKey: KEY_MARK, title: KEY_MARK } },
  ids: changedContacts(tier),
});

export type GraphqlRow = 'q1' | 'q1-busy' | 'q1-again' | 'q2' | 'q4' | 'm1';

/** Contacts that nobody reads meanwhile. */
const changedContacts = (tier: Tier): readonly string[] =>
  Array.from({ length: tier.partnerContacts }, (_, number) => number)
    .filter((number) => number > 0 && organizationOf(tier, number) !== 0)
    .map((number) => idOf('partner contact', number));
