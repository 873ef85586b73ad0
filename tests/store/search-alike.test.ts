import fc from 'fast-check';
import { contactList } from '../../projections/contact-list/project';
import type { AnyProjection } from '../../projections/projection';
import type { ReadModels } from '../../projections/read-models';
import { applyPage } from '../../src/store/rows/apply-page';
import { prepareModels } from '../../src/store/rows/prepare-models';
import type { RowStore } from '../../src/store/rows/row-store';
import { sqlReadModels } from '../../src/store/rows/sql-read-models';
import { contactNumber, registered } from '../projections/people';
import { recorded } from '../projections/recorded';
import { ROW_STORES, type RowPlace } from './row-places';

const projections = [contactList as AnyProjection];
const runs = { numRuns: Number(process.env.LIAISON_PROPERTY_RUNS ?? 40) };

/** Letters with and without accents, of several alphabets, that fold to others or not, digits, and what ends a word. */
const CHARACTERS = [
  ...'aAbzéÉüÜßøØłŁñçıİſ',
  ...'αάΣσςДдйЙ',
  ...'川田한글ひカガ',
  ...'हिन्दीไทยالعربيةא',
  ...'019²½Ⅳ①',
  ...' -.\'"@_+*:&|!()<>\\/,،、・',
  'e\u0301',
  'a\u0308\u0323',
  'ﬁ',
  '😀',
  '\u200d',
  '\u00ad',
  '\u0345',
  'ά\u0315',
  'x\u0305y',
  'q\u0300z',
  '\u{10400}',
];
const anyText = fc
  .array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 8 })
  .map((characters) => characters.join(''));
const anyNames = fc.array(fc.record({ given: anyText, family: anyText }), { minLength: 1, maxLength: 6 });

jest.setTimeout(300_000);

const stores: { readonly rows: RowStore; readonly place: RowPlace; readonly models: ReadModels }[] = [];
beforeAll(async () => {
  for (const [, newPlace] of ROW_STORES) {
    const place = await newPlace();
    const rows = await place.open();
    const progress = { current: async () => ({ position: 0 }), reached: async () => true };
    stores.push({ place, rows, models: sqlReadModels({ rows, progress }) });
  }
});
afterAll(async () => {
  for (const { rows, place } of stores) {
    await rows.close();
    await place.remove();
  }
});

let logs = 0;
const tell = async (names: readonly { given: string; family: string }[]): Promise<number> => {
  logs += 1;
  const events = recorded(...names.map((name, n) => registered(contactNumber(n), name)));
  for (const { rows } of stores) {
    await prepareModels(rows, projections, `log ${logs}`);
    await applyPage(rows, projections, 0, { events, position: events.length });
  }
  return events.length;
};

test('a search finds the same people on every store', async () => {
  const questions = fc.array(anyText, { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(anyNames, questions, async (names, others) => {
      const position = await tell(names);
      const told = names.flatMap(({ given, family }) => [given, `${family} ${given}`, family.slice(0, 2)]);
      for (const words of [...told, ...others]) {
        const answers = await Promise.all(
          stores.map(({ models }) => models.search(contactList, { position }, words, { limit: 10 })),
        );
        expect([words, answers[1]]).toEqual([words, answers[0]]);
      }
    }),
    runs,
  );
});
