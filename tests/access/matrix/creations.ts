/** Commands that make something, with what each needs. */
export const CREATIONS: Readonly<Record<string, object>> = {
  registerPartnerOrganization: { name: 'Probed' },
  registerAccount: { name: 'Probed' },
  registerContact: { name: { given: 'Probed' } },
  defineRole: { code: 'PROBED', name: 'Probed', kind: 'MEMBER', levelCeiling: 'READ', scopes: [] },
  retireRole: { code: 'SPARE' },
};

export const creationDocument = (name: string): string =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) {
    __typename ... on Change { events { type data } } ... on Refused { code message } } }`;

/** The account that queries ask for. */
export const ACCOUNT = 'a0000000-0000-4000-8000-000000000000';

/** Queries about nothing of a partner, each with all it can show. */
export const LISTS: Readonly<Record<string, string>> = {
  account: `account(id: "${ACCOUNT}") { id name contacts { totalCount } }`,
  accounts: 'accounts { totalCount nodes { id name } pageInfo { hasNextPage endCursor } }',
  resourceRoles:
    'resourceRoles(includeRetired: true) { position nodes { code name kind delegable levelCeiling scopes retired } }',
  status: 'status { storeId head position models { name position state why } }',
  recordsOfUse:
    'recordsOfUse { totalCount nodes { kind at actor { kind id } operation code subjectIds subjectCount reason } }',
  partnerOrganizations: 'partnerOrganizations { totalCount nodes { id name } }',
};
