import { readPage } from '../list';
import type { Page, PageRequest } from '../page';
import type { PickRows, ReadModels, Snapshot } from '../read-models';
import { andThen, type Soon } from '../soon';
import { sortText } from '../sort-text';
import { type AccountEntry, accountList } from './project';

/** One account, where there is one. */
export const accountById = (models: ReadModels, id: string, at: Snapshot): Soon<AccountEntry | undefined> =>
  andThen(models.get(accountList, id, at), (found) => found?.row);

/** Accounts, in the order of the ids. */
export const accountsById = async (
  models: ReadModels,
  ids: readonly string[],
  at: Snapshot,
): Promise<readonly (AccountEntry | undefined)[]> =>
  (await models.getMany(accountList, ids, at)).map((found) => found?.row);

/** The accounts by name. */
export const accounts = (models: ReadModels, page: PageRequest, at: Snapshot): Soon<Page<AccountEntry>> => {
  const where: PickRows = (rows) => rows.where('row.name_sort', 'is not', null);
  const question = { name: ['accounts'], where, order: BY_NAME, tally: 'total' };
  return readPage(models, accountList, question, page, at);
};

const BY_NAME = {
  column: 'name_sort',
  direction: 'asc' as const,
  of: ({ name }: AccountEntry) => sortText(name),
};
