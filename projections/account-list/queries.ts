import { readPage } from '../list';
import type { Page, PageRequest } from '../page';
import type { PickRows, ReadModels, Snapshot } from '../read-models';
import type { Soon } from '../soon';
import { sortText } from '../sort-text';
import { type AccountEntry, accountList } from './project';

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
