import { readPage } from '../list';
import type { Page, PageRequest } from '../page';
import type { PickRows, ReadModels, Snapshot } from '../read-models';
import { sortText } from '../sort-text';
import { type AccountEntry, accountList } from './project';

/** One account, where there is one. */
export const accountById = async (
  models: ReadModels,
  id: string,
  at: Snapshot,
): Promise<AccountEntry | undefined> => (await models.get(accountList, id, at))?.row;

/** Accounts, in the order of the ids. */
export const accountsById = async (
  models: ReadModels,
  ids: readonly string[],
  at: Snapshot,
): Promise<readonly (AccountEntry | undefined)[]> =>
  (await models.getMany(accountList, ids, at)).map((found) => found?.row);

/** The accounts by name. */
export const accounts = (
  models: ReadModels,
  page: PageRequest,
  at: Snapshot,
): Promise<Page<AccountEntry>> => {
  const where: PickRows = (rows) => rows.where('row.name_sort', 'is not', null);
  return readPage(
    models,
    accountList,
    { name: ['accounts'], where, order: BY_NAME, tally: 'total' },
    page,
    at,
  );
};

const BY_NAME = {
  column: 'name_sort',
  direction: 'asc' as const,
  of: ({ name }: AccountEntry) => sortText(name),
};
