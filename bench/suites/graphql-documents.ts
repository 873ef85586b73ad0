import { CHANNEL_MANAGER, idOf, organizationOf } from '../data/planned-commands';
import type { Tier } from '../data/tiers';
import { ID_MARK, KEY_MARK, type RepeatedRequest } from '../load/http-request';

/** Who asks: the employee who looks after the organizations, and so sees their people and may change them. */
export const ASKING = { kind: 'CHANNEL_MANAGER', id: CHANNEL_MANAGER } as const;

const Q1 = `query Q1($partnerId: UUID!) {
  partnerContacts(partnerId: $partnerId, first: 50) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id version registeredAt title email phone flavor canSignIn
      name { display given family }
      roles { code active }
    }
  }
}`;

const Q2 = `query Q2($id: UUID!) {
  partnerOrganization(id: $id) {
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

const Q4 = 'query Q4($id: UUID!) { contact(id: $id) { title } }';

const M1 = `mutation M1($input: CorrectContactDetailsInput!) {
  correctContactDetails(input: $input) {
    __typename
    ... on ContactChanged { contact { id title } events { type } }
    ... on Refused { code message }
  }
}`;

/** The requests that the rows repeat, by the name of the row. */
export const documentsFor = (tier: Tier): Readonly<Record<GraphqlRow, RepeatedRequest>> => {
  const organization = idOf('organization', 0);
  return {
    q1: { query: Q1, variables: { partnerId: organization } },
    q2: { query: Q2, variables: { id: organization } },
    q4: { query: Q4, variables: { id: idOf('partner contact', 0) } },
    m1: {
      query: M1,
      variables: { input: { contactId: ID_MARK, idempotencyKey: KEY_MARK, title: KEY_MARK } },
      ids: changedContacts(tier),
    },
  };
};

export type GraphqlRow = 'q1' | 'q2' | 'q4' | 'm1';

/** Contacts that nobody reads meanwhile. */
const changedContacts = (tier: Tier): readonly string[] =>
  Array.from({ length: tier.partnerContacts }, (_, number) => number)
    .filter((number) => number > 0 && organizationOf(tier, number) !== 0)
    .map((number) => idOf('partner contact', number));
