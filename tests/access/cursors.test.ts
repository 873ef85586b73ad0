import { type Asked, asking } from '../graphql/asking';
import { type Northwind, withNorthwind } from '../graphql/people';
import { auditor } from './access-server';

let asked: Asked;
let northwind: Northwind;
beforeAll(async () => {
  asked = await asking();
  northwind = await withNorthwind(asked);
});
afterAll(() => asked.opened.close());

const PAGE = 'pageInfo { startCursor endCursor hasNextPage } edges { cursor node { id } }';
const LISTS: readonly (readonly [string, string])[] = [
  ['partnerContacts', `partnerContacts(partnerId: $partner, first: 1, after: $after) { ${PAGE} }`],
  [
    'contactSearch',
    `contactSearch(words: "account executive", partnerId: $partner, first: 1, after: $after) { ${PAGE} }`,
  ],
  [
    'PartnerOrganization.contacts',
    `partnerOrganization(id: $partner) { contacts(first: 1, after: $after) { ${PAGE} } }`,
  ],
  [
    'PartnerHierarchy.topLevel',
    `partnerHierarchy(partnerId: $partner) { topLevel(first: 1, after: $after) { ${PAGE} } }`,
  ],
];

interface Found {
  readonly pageInfo: {
    readonly startCursor: string;
    readonly endCursor: string;
    readonly hasNextPage: boolean;
  };
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
}

const read = async (list: string, after: string | null) => {
  const source = `query ($partner: UUID!, $after: String) { ${list} }`;
  const { data, errors } = await asked.ask(source, { partner: northwind.organization, after }, auditor);
  const [found] = Object.values(data ?? {});
  return { page: deepest(found) as Found | undefined, errors };
};

/** The page itself, which some lists have below their owner. */
const deepest = (found: unknown): unknown => {
  if (typeof found !== 'object' || found === null || 'pageInfo' in found) return found;
  return deepest(Object.values(found)[0]);
};

// An auditor who asks for ids alone is not recorded as having read anybody's name.
test.each(LISTS)('The cursors of %s tell no name, and lead on', async (_name, list) => {
  const ids: string[] = [];
  const cursors: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { page } = await read(list, after);
    if (page === undefined) throw new Error('expected a page, got none');
    expect(page.pageInfo.endCursor).toBe(page.edges[0]?.cursor);
    expect(page.pageInfo.startCursor).toBe(page.edges[0]?.cursor);
    ids.push(...page.edges.map(({ node }) => node.id));
    cursors.push(page.pageInfo.endCursor);
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(0);
  for (const cursor of cursors) {
    // A sealed cursor has whatever letters chance gives it: only its bytes are searched, for words from four letters.
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(
      /alvarez|brandt|chen|ines|tomas/i,
    );
  }
});

test.each(LISTS)('A cursor of %s that was changed is refused like one that is none', async (_name, list) => {
  const cursor = (await read(list, null)).page?.pageInfo.endCursor ?? '';
  const changed = `${cursor.slice(0, 20)}${cursor[20] === 'A' ? 'B' : 'A'}${cursor.slice(21)}`;
  const answers = await Promise.all([changed, 'none', ''].map((after) => read(list, after)));
  const messages = answers.map(({ errors }) => errors?.[0]?.message);
  expect(messages.slice(0, 2)).toEqual(Array(2).fill(expect.stringMatching(/^after: expected a cursor/)));
  for (const { errors } of answers) expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
