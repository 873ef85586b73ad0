import type { ContactEvent } from '../../events';
import {
  contactCard,
  contactCards,
  dueContacts,
  type PartnerContactsFilter,
  partnerContacts,
  probableDuplicates,
  reportCount,
  reportsOf,
  searchContacts,
  topOfHierarchy,
} from '../../projections/contact-list/queries';
import type { Page, PageRequest } from '../../projections/page';
import type { Snapshot } from '../../projections/read-models';
import {
  acme,
  ana,
  ben,
  cleo,
  contactNumber,
  corrected,
  globex,
  joined,
  left,
  madeSales,
  madeSalesUntil,
  mayLogOn,
  registered,
  suspended,
} from './people';
import { openReadSide, type ReadSide } from './read-side';

/** Names with ties, other alphabets, accents, and characters beyond the basic plane. */
const NAMES = [
  'Smith',
  'Smith',
  'smith',
  'Śmith',
  'Øster',
  'zoë',
  '😀',
  '川',
  'ﬁ',
  '',
  'Smith',
  'É',
  'é',
  '\u{10FFFD}',
];

const people: readonly ContactEvent[] = [
  registered(ana, { given: 'Ana', family: 'Ferreira' }, 'ana.ferreira@acme.example'),
  joined(ana),
  madeSales(ana),
  mayLogOn(ana),
  registered(ben, { given: 'Ben', family: 'Okafor' }, 'ben@acme.example'),
  joined(ben),
  madeSales(ben, ana),
  mayLogOn(ben),
  suspended(ben),
  registered(cleo, { given: 'Cleo', family: 'Fernandes' }, 'cleo@globex.example'),
  joined(cleo),
  madeSalesUntil(cleo, '2026-05-31'),
];
const crowd = NAMES.flatMap((family, index) => [
  registered(contactNumber(index), { given: 'Crowd', family }),
  joined(contactNumber(index), globex),
]);

let side: ReadSide;
let now: Snapshot;
beforeAll(async () => {
  side = await openReadSide();
  now = { position: await side.tell(...people, ...crowd) };
});
afterAll(() => side.close());

/** All pages of a list, one after another. */
const allPages = async <Row>(read: (page: PageRequest) => Promise<Page<Row>>, first: number) => {
  const rows: Row[] = [];
  let page = await read({ first });
  for (;;) {
    rows.push(...page.rows.map(({ row }) => row));
    const after = page.rows.at(-1)?.cursor;
    if (!page.hasNextPage || after === undefined) return { rows, totalCount: page.totalCount };
    page = await read({ first, after });
  }
};

const listed = async (filter: PartnerContactsFilter, at = now) => {
  const { rows, totalCount } = await partnerContacts(
    side.models,
    { partnerId: acme, filter, page: { first: 50 } },
    at,
  );
  return { ids: rows.map(({ row }) => row.contactId), totalCount };
};

describe('the contacts of a partner', () => {
  test('are listed by name', async () => {
    expect(await listed({})).toEqual({ ids: [cleo, ana, ben], totalCount: 3 });
  });

  test.each<[string, PartnerContactsFilter, readonly string[]]>([
    ['flavor', { flavor: 'PARTNER_USER' }, [ana, ben]],
    ['role', { role: 'SALES' }, [cleo, ana, ben]],
    ['a role nobody holds', { role: 'SUPPORT' }, []],
    ['the beginning of the family name', { namePrefix: 'FER' }, [cleo, ana]],
    ['the beginning of the given name', { namePrefix: 'be' }, [ben]],
    ['family and given name', { namePrefix: 'ferreira an' }, [ana]],
    ['an empty beginning', { namePrefix: ' ' }, [cleo, ana, ben]],
    ['manager', { managerId: ana }, [ben]],
    ['access', { status: 'SUSPENDED' }, [ben]],
    ['having no access', { status: 'NONE' }, [cleo]],
    [
      'everything together',
      { flavor: 'PARTNER_USER', role: 'SALES', namePrefix: 'f', status: 'ACTIVE' },
      [ana],
    ],
  ])('are restricted by %s', async (_what, filter, ids) => {
    expect(await listed(filter)).toEqual({ ids, totalCount: ids.length });
  });

  test('take no part of a name for a pattern', async () => {
    expect((await listed({ namePrefix: '%' })).ids).toEqual([]);
    expect((await listed({ namePrefix: '_' })).ids).toEqual([]);
  });

  test.each(
    (['NAME', 'REGISTERED'] as const).flatMap((by) =>
      (['ASC', 'DESC'] as const).flatMap((direction) =>
        [1, 3, 100].map((first) => ({ by, direction, first })),
      ),
    ),
  )('come once each and in order: $by $direction in pages of $first', async ({ by, direction, first }) => {
    const read = (page: PageRequest) =>
      partnerContacts(side.models, { partnerId: globex, sort: { by, direction }, page }, now);
    const { rows, totalCount } = await allPages(read, first);
    const whole = await read({ first: 100 });
    expect(rows.map(({ contactId }) => contactId)).toEqual(whole.rows.map(({ row }) => row.contactId));
    expect(new Set(rows.map(({ contactId }) => contactId)).size).toBe(NAMES.length);
    expect(totalCount).toBe(NAMES.length);
  });

  test('sort ties by id and the other way round when asked', async () => {
    const read = (direction: 'ASC' | 'DESC') =>
      partnerContacts(
        side.models,
        { partnerId: globex, sort: { by: 'NAME', direction }, page: { first: 100 } },
        now,
      );
    const ids = (page: Awaited<ReturnType<typeof read>>) => page.rows.map(({ row }) => row.contactId);
    const ascending = ids(await read('ASC'));
    const smiths = [0, 1, 2, 10].map(contactNumber);
    expect(ascending.filter((id) => smiths.includes(id))).toEqual(smiths);
    expect(ids(await read('DESC'))).toEqual([...ascending].reverse());
  });

  test('go on in the middle when somebody joins between two pages', async () => {
    const other = await openReadSide();
    await other.tell(
      registered(ben, { family: 'B' }),
      joined(ben),
      registered(cleo, { family: 'C' }),
      joined(cleo),
    );
    const read = async (page: PageRequest) =>
      partnerContacts(other.models, { partnerId: acme, page }, await other.models.current());
    const first = await read({ first: 1 });
    await other.tell(registered(ana, { family: 'A' }), joined(ana));
    const second = await read({ first: 1, after: first.rows[0]?.cursor as string });
    expect([...first.rows, ...second.rows].map(({ row }) => row.contactId)).toEqual([ben, cleo]);
    await other.close();
  });

  test.each([0, 101, 1.5, Number.NaN])('refuse a page of %p rows', async (first) => {
    const read = partnerContacts(side.models, { partnerId: acme, page: { first } }, now);
    await expect(read).rejects.toMatchObject({ name: 'InvalidPageRequest', field: 'first' });
  });

  test('refuse a cursor of another question, without repeating what it holds', async () => {
    const { rows } = await partnerContacts(side.models, { partnerId: acme, page: { first: 1 } }, now);
    const after = rows[0]?.cursor as string;
    const read = partnerContacts(side.models, { partnerId: globex, page: { first: 1, after } }, now);
    await expect(read).rejects.toMatchObject({ name: 'InvalidPageRequest', field: 'after' });
    await expect(read).rejects.not.toThrow(/fernandes/i);
  });
});

describe('a hierarchy', () => {
  test('has those at its top who report to nobody', async () => {
    const top = await topOfHierarchy(side.models, acme, { first: 10 }, now);
    expect(top.rows.map(({ row }) => row.contactId)).toEqual([cleo, ana]);
    expect(top.totalCount).toBe(2);
  });

  test('has the reports of a manager under it', async () => {
    const reports = await reportsOf(side.models, ana, { first: 10 }, now);
    expect(reports.rows.map(({ row }) => row.contactId)).toEqual([ben]);
    expect([reports.totalCount, await reportCount(side.models, ana, now)]).toEqual([1, 1]);
  });
});

describe('a search', () => {
  const found = async (words: string, partnerId?: string) => {
    const question = partnerId === undefined ? { words } : { words, partnerId };
    const page = await searchContacts(side.models, { ...question, page: { first: 20 } }, now);
    expect(page.totalCount).toBe(page.rows.length);
    return page.rows.map(({ row }) => row.contactId);
  };

  test.each<[string, string, readonly string[]]>([
    ['the beginning of a name', 'fern', [cleo]],
    ['an e-mail address', 'ana.ferreira@acme.example', [ana]],
    ['part of an e-mail address', 'globex.exa', [cleo]],
    ['all words, in any order', 'okafor BEN', [ben]],
    ['letters without their accents', 'zoe', [contactNumber(5)]],
    ['letters of another alphabet', '川', [contactNumber(7)]],
    ['nothing where a word is missing', 'ana okafor', []],
    ['nothing for marks alone', '" * - ^ ( )', []],
    ['no operator in a word', 'ana OR ben', []],
    ['words beside a quotation mark', '"ana" ferr"', [ana]],
  ])('finds %s', async (_what, words, ids) => {
    expect(await found(words)).toEqual(ids);
  });

  test('keeps to a partner', async () => {
    expect(await found('example', acme)).toHaveLength(3);
    expect(await found('example', globex)).toEqual([]);
  });

  test('puts those with the least other text first, and pages through all of them once', async () => {
    const read = (page: PageRequest) => searchContacts(side.models, { words: 'crowd', page }, now);
    const whole = (await read({ first: 100 })).rows.map(({ row }) => row.contactId);
    const { rows } = await allPages(read, 3);
    expect(rows.map(({ contactId }) => contactId)).toEqual(whole);
    expect(new Set(whole).size).toBe(NAMES.length);
    expect(whole[0]).toBe(contactNumber(9));
  });
});

describe('a look-up', () => {
  test('answers cards in the order of the ids', async () => {
    const cards = await contactCards(side.models, [ben, 'nobody', ana], now);
    expect(cards.map((card) => card?.contactId)).toEqual([ben, undefined, ana]);
  });

  test('answers the past', async () => {
    expect((await contactCard(side.models, ana, { position: 1 }))?.standing.affiliations).toEqual([]);
    expect(await contactCard(side.models, ben, { position: 1 })).toBeUndefined();
  });
});

test('contacts are due once the day has come, those longest due first', async () => {
  expect(await dueContacts(side.models, '2026-05-31T23:59:59.999Z', 10, now)).toEqual([]);
  const due = await dueContacts(side.models, '2026-06-01T00:00:00.000Z', 10, now);
  expect(due.map(({ contactId }) => contactId)).toEqual([cleo]);
});

describe('a probable duplicate', () => {
  const ids = async (likeness: Parameters<typeof probableDuplicates>[1]) =>
    (await probableDuplicates(side.models, likeness, 3, now)).map(({ contactId }) => contactId);

  test('has the same e-mail address, in whatever case', async () => {
    expect(await ids({ email: 'ANA.Ferreira@acme.example' })).toEqual([ana]);
  });

  test('has the same name, at the same partner where one is given', async () => {
    expect(await ids({ nameSort: 'okafor ben' })).toEqual([ben]);
    expect(await ids({ nameSort: 'okafor ben', partnerId: globex })).toEqual([]);
    expect(await ids({ nameSort: 'smith crowd' })).toHaveLength(3);
  });

  test('is nobody where neither is known', async () => {
    expect(await ids({ email: '', nameSort: '' })).toEqual([]);
  });
});

test('a contact is found by the name it has, and in the past by the one it had', async () => {
  const other = await openReadSide();
  const before = await other.tell(registered(ana, { given: 'Ana', family: 'Ferreira' }));
  const after = await other.tell(corrected(ana, { given: 'Ana', family: 'Lima' }));
  const total = async (words: string, position: number) =>
    (await searchContacts(other.models, { words, page: { first: 5 } }, { position })).totalCount;
  expect([await total('ferreira', before), await total('lima', before)]).toEqual([1, 0]);
  expect([await total('ferreira', after), await total('lima', after)]).toEqual([0, 1]);
  await other.close();
});

test('a contact that has left is listed as it was before it left', async () => {
  const other = await openReadSide();
  const before = await other.tell(registered(ana, { given: 'Ana' }), joined(ana));
  await other.tell(left(ana));
  const list = async (position: number) =>
    (await partnerContacts(other.models, { partnerId: acme, page: { first: 5 } }, { position })).totalCount;
  expect([await list(before), await list(before + 1)]).toEqual([1, 0]);
  await other.close();
});
