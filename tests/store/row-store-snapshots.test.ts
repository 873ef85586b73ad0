import fc from 'fast-check';
import type { ContactEvent, RecordedEvent } from '../../events';
import { projections } from '../../projections';
import { contactList } from '../../projections/contact-list/project';
import { type PartnerContactsQuestion, partnerContacts } from '../../projections/contact-list/queries';
import { contactRoles } from '../../projections/contact-roles/project';
import type { AnyProjection, Projection } from '../../projections/projection';
import type { ReadModels, Snapshot } from '../../projections/read-models';
import { applyPage } from '../../src/store/rows/apply-page';
import { prepareModels } from '../../src/store/rows/prepare-models';
import type { RowStore } from '../../src/store/rows/row-store';
import { sqlReadModels } from '../../src/store/rows/sql-read-models';
import {
  acme,
  ana,
  ben,
  cleo,
  corrected,
  globex,
  joined,
  left,
  linkedToAccount,
  madeSales,
  mayLogOn,
  mayNoLongerLogOn,
  noLongerSales,
  registered,
  reportsTo,
  unlinkedFromAccount,
} from '../projections/people';
import { foldAll, recorded } from '../projections/recorded';
import { ROW_STORES, type RowPlace } from './row-places';

const people = [ana, ben, cleo];
const anyPerson = fc.constantFrom(...people);
const anyPartner = fc.constantFrom(acme, globex);
const anyName = fc.constantFrom('Ana Ferreira', 'Ana Okafor', 'Zoë Okafor', 'Øyvind 😀').map((name) => {
  const [given = '', family = ''] = name.split(' ');
  return { given, family };
});
const anyEvent: fc.Arbitrary<ContactEvent> = fc.oneof(
  fc.tuple(anyPerson, anyName).map(([who, name]) => registered(who, name, `${who}@acme.example`)),
  fc.tuple(anyPerson, anyName).map(([who, name]) => corrected(who, name)),
  fc.tuple(anyPerson, anyPartner).map(([who, partner]) => joined(who, partner)),
  fc.tuple(anyPerson, anyPartner).map(([who, partner]) => left(who, partner)),
  fc.tuple(anyPerson, anyPartner).map(([who, partner]) => madeSales(who, undefined, partner)),
  fc.tuple(anyPerson, anyPartner).map(([who, partner]) => noLongerSales(who, partner)),
  fc.tuple(anyPerson, anyPerson).map(([who, manager]) => reportsTo(who, manager)),
  fc.tuple(anyPerson, anyPartner).map(([who, partner]) => mayLogOn(who, partner)),
  fc.tuple(anyPerson, anyPartner).map(([who, partner]) => mayNoLongerLogOn(who, partner)),
  anyPerson.map((who) => linkedToAccount(who)),
  anyPerson.map((who) => unlinkedFromAccount(who)),
);
const anyStory = fc
  .array(anyEvent, { minLength: 8, maxLength: 40, size: 'max' })
  .map((events) => recorded(...people.map((who) => registered(who, { given: 'First' })), ...events));
/** Close together, or so far apart that nearly all of it is long ago. */
const anyHistory = fc
  .tuple(anyStory, fc.constantFrom(1, 20_000))
  .map(([events, step]) => events.map((event) => ({ ...event, position: event.position * step })));
const anyBatchSizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 });

/** The pages in which the events come: sizes again and again. */
const pagesOf = (events: readonly RecordedEvent[], sizes: readonly number[]): readonly RecordedEvent[][] => {
  const pages: RecordedEvent[][] = [];
  for (let from = 0; from < events.length; ) {
    const size = sizes[pages.length % sizes.length] ?? 1;
    pages.push(events.slice(from, from + size));
    from += size;
  }
  return pages;
};

/** Every row of a model at a position, by key. */
const everyRow = async (models: ReadModels, projection: AnyProjection, position: number) => {
  const found = await models.select(projection, { position }, (rows) => rows.orderBy('row.key').limit(1_000));
  return found.map(({ key, row, validFrom }) => ({ key, row, validFrom }));
};

const expectedRows = <Row extends object>(projection: Projection<Row>, events: readonly RecordedEvent[]) =>
  [...foldAll(projection, events)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { row, validFrom }]) => ({ key, row, validFrom }));

/** Every key a row ever had, and one that none had. */
const everyKey = (projection: AnyProjection, events: readonly RecordedEvent[]): readonly string[] => [
  ...new Set(
    events.flatMap((event) => (projection.handles.includes(event.type) ? projection.keysOf(event) : [])),
  ),
  'nobody',
];

const runs = { numRuns: Number(process.env.LIAISON_PROPERTY_RUNS ?? 25) };

describe.each(ROW_STORES)('in %s', (_name, newPlace) => {
  let place: RowPlace;
  let rows: RowStore;
  let models: ReadModels;
  let logs = 0;
  beforeAll(async () => {
    place = await newPlace();
    rows = await place.open();
    const progress = { current: async () => ({ position: 0 }), reached: async () => true };
    models = sqlReadModels({ rows, progress });
  });
  afterAll(async () => {
    await rows.close();
    await place.remove();
  });

  /** Makes the rows anew of the events in pages of these sizes; up to a position where one is given. */
  const project = async (
    events: readonly RecordedEvent[],
    sizes: readonly number[],
    until = events.length,
  ): Promise<void> => {
    logs += 1;
    await prepareModels(rows, projections, `log ${logs}`);
    let after = 0;
    for (const page of pagesOf(events.slice(0, until), sizes)) {
      const position = page.at(-1)?.position ?? after;
      await applyPage(rows, projections, after, { events: page, position });
      after = position;
    }
  };

  describe('an answer at a position', () => {
    test('is what the events up to it make, whatever batches they came in', async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, anyBatchSizes, async (events, sizes) => {
          await project(events, sizes);
          for (const [index, { position }] of events.entries()) {
            const known = events.slice(0, index + 1);
            for (const projection of projections) {
              const expected = expectedRows(projection, known);
              expect(await everyRow(models, projection, position)).toEqual(expected);
              const keys = everyKey(projection, events);
              expect(await models.getMany(projection, keys, { position })).toEqual(
                keys.map((key) => expected.find((one) => one.key === key)),
              );
            }
          }
        }),
        runs,
      );
    });

    test('counts what it would list, by counter and by count', async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, anyBatchSizes, async (events, sizes) => {
          await project(events, sizes);
          const names = new Set(
            events.flatMap((_event, index) =>
              expectedRows(contactList, events.slice(0, index + 1)).flatMap(
                ({ row }) => contactList.tallies?.(row) ?? [],
              ),
            ),
          );
          for (const [index, { position }] of events.entries()) {
            const cards = expectedRows(contactList, events.slice(0, index + 1));
            const told = cards.flatMap(({ row }) => contactList.tallies?.(row) ?? []);
            for (const name of names) {
              const counted = told.filter((one) => one === name).length;
              expect([name, await models.tally(contactList, name, { position })]).toEqual([name, counted]);
            }
            const ofAcme = await models.count(contactList, { position }, (rows) =>
              rows.where('row.partner_id', '=', acme),
            );
            expect(ofAcme).toBe(told.filter((one) => one === `partner:${acme}`).length);
          }
        }),
        runs,
      );
    });

    test('finds the words a row had then, and restricts by other models as they were then', async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, anyBatchSizes, async (events, sizes) => {
          await project(events, sizes);
          for (const [index, { position }] of events.entries()) {
            const known = events.slice(0, index + 1);
            const cards = expectedRows(contactList, known);
            const found = await models.search(contactList, { position }, 'ANA okaf', { limit: 10 });
            const named = cards.filter(
              ({ row }) => row.name?.given === 'Ana' && row.name.family === 'Okafor',
            );
            expect(found.rows.map(({ key }) => key).sort()).toEqual(named.map(({ key }) => key));
            expect(found.total).toBe(named.length);
            const sales = expectedRows(contactRoles, known)
              .filter(({ row }) => row.roleCode === 'SALES' && row.partnerOrganizationId === acme)
              .map(({ row }) => row.contactId);
            const listed = await partnerContacts(
              models,
              { partnerId: acme, filter: { role: 'SALES' }, page: { first: 100 } },
              { position },
            );
            const wanted = cards.filter(
              ({ key, row }) => sales.includes(key) && contactList.columns.partner_id?.of(row) === acme,
            );
            expect(listed.rows.map(({ row }) => row.contactId).sort()).toEqual(wanted.map(({ key }) => key));
            expect(await listed.totalCount).toBe(wanted.length);
          }
        }),
        runs,
      );
    });

    test('reads the same from the past as it read when it was the present', async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, anyBatchSizes, fc.nat(), async (events, sizes, some) => {
          const count = 1 + (some % events.length);
          const position = events[count - 1]?.position ?? 0;
          const answers: unknown[] = [];
          for (const until of [count, events.length]) {
            await project(events, sizes, until);
            answers.push(await asked({ position }));
          }
          expect(answers[1]).toEqual(answers[0]);
        }),
        runs,
      );
    });

    test('is remembered with its snapshot as it would be read again', async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, anyBatchSizes, fc.nat(), async (events, sizes, some) => {
          const count = 1 + (some % events.length);
          const at = { position: events[count - 1]?.position ?? 0 };
          await project(events, sizes, count);
          const first = await asked(at);
          await project(events, sizes, events.length);
          expect(await asked(at)).toEqual(first);
          // Another snapshot of the same position has a memory of its own, which is empty.
          expect(await asked({ ...at })).toEqual(first);
        }),
        runs,
      );
    });

    /** Whatever is remembered: pages, how many there are, rows by key and counters. */
    const asked = async (at: Snapshot): Promise<unknown> => {
      const questions = ['NAME', 'REGISTERED'].flatMap((by) =>
        ['ASC', 'DESC'].flatMap((direction) =>
          [undefined, 'SALES'].map((role) => ({
            partnerId: acme,
            sort: { by, direction } as Required<PartnerContactsQuestion>['sort'],
            filter: role === undefined ? {} : { role },
            page: { first: 2 },
          })),
        ),
      );
      const pages = questions.map(async (question) => {
        const { rows, hasNextPage, totalCount } = await partnerContacts(models, question, at);
        return {
          rows: rows.map(({ row, cursor }) => ({ row, cursor })),
          hasNextPage,
          count: await totalCount,
        };
      });
      return {
        pages: await Promise.all(pages),
        found: await models.search(contactList, at, 'acme', { limit: 2 }),
        one: await Promise.all(people.map((id) => models.get(contactList, id, at))),
        many: await models.getMany(contactList, [...people, 'nobody'], at),
      };
    };
  });
});
