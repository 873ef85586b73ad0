import {
  type PartnerContactsFilter,
  partnerContacts,
  reportCount,
  reportsOf,
  topOfHierarchy,
} from '../../projections/contact-list/queries';
import type { PageRequest } from '../../projections/page';
import type { Snapshot } from '../../projections/read-models';
import { ROW_STORES, type RowPlace } from '../store/row-places';
import { allPages, crowd, NAMES, people } from './crowd';
import { acme, ana, ben, cleo, contactNumber, globex, joined, registered } from './people';
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

  const listed = async (filter: PartnerContactsFilter, at = now) => {
    const read = (page: PageRequest) => partnerContacts(side.models, { partnerId: acme, filter, page }, at);
    const { rows, totalCount } = await read({ first: 50 });
    const last = rows.at(-1)?.cursor;
    // A page that is not the whole list has it from a counter, or counts.
    if (last !== undefined)
      expect(await (await read({ first: 50, after: last })).totalCount).toBe(rows.length);
    return { ids: rows.map(({ row }) => row.contactId), totalCount: await totalCount };
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
      const other = await openReadSide({ newPlace });
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
      const read = async () => partnerContacts(side.models, { partnerId: acme, page: { first } }, now);
      await expect(read()).rejects.toMatchObject({ name: 'InvalidPageRequest', field: 'first' });
    });

    test('refuse a cursor of another question, without repeating what it holds', async () => {
      const { rows } = await partnerContacts(side.models, { partnerId: acme, page: { first: 1 } }, now);
      const after = rows[0]?.cursor as string;
      const read = async () =>
        partnerContacts(side.models, { partnerId: globex, page: { first: 1, after } }, now);
      await expect(read()).rejects.toMatchObject({ name: 'InvalidPageRequest', field: 'after' });
      await expect(read()).rejects.not.toThrow(/fernandes/i);
    });
  });

  describe('a hierarchy', () => {
    test('has those at its top who report to nobody', async () => {
      const top = await topOfHierarchy(side.models, acme, { first: 10 }, now);
      expect(top.rows.map(({ row }) => row.contactId)).toEqual([cleo, ana]);
      expect(await top.totalCount).toBe(2);
    });

    test('has the reports of a manager under it', async () => {
      const reports = await reportsOf(side.models, ana, { first: 10 }, now);
      expect(reports.rows.map(({ row }) => row.contactId)).toEqual([ben]);
      expect([await reports.totalCount, await reportCount(side.models, ana, now)]).toEqual([1, 1]);
    });
  });
});
