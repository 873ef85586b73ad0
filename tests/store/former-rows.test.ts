import { contactList } from '../../projections/contact-list/project';
import { openCascades } from '../../projections/open-cascades/project';
import { tablesOf } from '../../src/store/rows/model';
import { openReadSide, type ReadSide } from '../projections/read-side';
import { read, sqlitePlace } from './row-places';

let place: Awaited<ReturnType<typeof sqlitePlace>>;
let side: ReadSide;
beforeEach(async () => {
  place = await sqlitePlace();
  side = await openReadSide({ place });
});
afterEach(async () => {
  await side.close();
  await place.remove();
});

/** The columns by which the rows of a table are found, besides its key. */
const foundBy = async (table: string): Promise<readonly string[]> => {
  const found = await read(
    side.rows,
    `SELECT (SELECT group_concat(name) FROM pragma_index_info(i.name)) AS columns
     FROM pragma_index_list('${table}') AS i WHERE origin = 'c'`,
  );
  return found.map(({ columns }) => String(columns)).sort();
};

test('former contacts are found by what the past is asked by, the present by more', async () => {
  const { live, history } = tablesOf(contactList, 'a');
  expect(await foundBy(history.name)).toEqual(['manager_id', 'partner_id', 'top_of', 'valid_to']);
  expect(await foundBy(live.name)).toEqual(
    expect.arrayContaining(['due_at', 'email', 'name_sort', 'partner_id,name_sort,key']),
  );
});

test('cascades that were open once are not looked for', async () => {
  const { live, history } = tablesOf(openCascades, 'a');
  expect(await foundBy(history.name)).toEqual(['valid_to']);
  expect(await foundBy(live.name)).toEqual(['position']);
});
