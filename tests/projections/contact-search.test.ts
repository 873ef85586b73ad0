import {
  contactCard,
  contactCards,
  dueContacts,
  partnerContacts,
  probableDuplicates,
  searchContacts,
} from '../../projections/contact-list/queries';
import type { PageRequest } from '../../projections/page';
import type { Snapshot } from '../../projections/read-models';
import { ROW_STORES, type RowPlace } from '../store/row-places';
import { allPages, crowd, NAMES, people } from './crowd';
import { acme, ana, ben, cleo, contactNumber, corrected, globex, joined, left, registered } from './people';
import { openReadSide, type ReadSide } from './read-side';

describe.each(ROW_STORES)('in %s', (_store, newPlace) => {
  let place: RowPlace;
  let side: ReadSide;
  let now: Snapshot;
  beforeAll(async () => {
    place = await newPlace();
    side = await openReadSide({ place });
    now = { position: await side.tell(...people, ...crowd) };
  });
  afterAll(async () => {
    await side.close();
    await place.remove();
  });

  describe('a search', () => {
    const found = async (words: string, partnerId?: string) => {
      const question = partnerId === undefined ? { words } : { words, partnerId };
      const page = await searchContacts(side.models, { ...question, page: { first: 20 } }, now);
      expect(await page.totalCount).toBe(page.rows.length);
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
    const other = await openReadSide({ newPlace });
    const before = await other.tell(registered(ana, { given: 'Ana', family: 'Ferreira' }));
    const after = await other.tell(corrected(ana, { given: 'Ana', family: 'Lima' }));
    const total = async (words: string, position: number) =>
      (await searchContacts(other.models, { words, page: { first: 5 } }, { position })).totalCount;
    expect([await total('ferreira', before), await total('lima', before)]).toEqual([1, 0]);
    expect([await total('ferreira', after), await total('lima', after)]).toEqual([0, 1]);
    await other.close();
  });

  test('a contact that has left is listed as it was before it left', async () => {
    const other = await openReadSide({ newPlace });
    const before = await other.tell(registered(ana, { given: 'Ana' }), joined(ana));
    await other.tell(left(ana));
    const list = async (position: number) =>
      (await partnerContacts(other.models, { partnerId: acme, page: { first: 5 } }, { position })).totalCount;
    expect([await list(before), await list(before + 1)]).toEqual([1, 0]);
    await other.close();
  });
});
