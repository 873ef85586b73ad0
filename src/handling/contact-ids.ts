import { contactList } from '../../projections/contact-list/project';
import type { ReadModels } from '../../projections/read-models';

const CONTACTS_PER_PAGE = 500;

/** Ids of every contact whose column has this value now, by key and page by page. */
export async function* contactIds(
  models: ReadModels,
  column: 'partner_id' | 'manager_id',
  value: string,
): AsyncIterable<string> {
  for (let after = ''; ; ) {
    const page = await models.select(contactList, await models.current(), (rows) =>
      rows
        .where(`row.${column}`, '=', value)
        .where('row.key', '>', after)
        .orderBy('row.key')
        .limit(CONTACTS_PER_PAGE),
    );
    for (const { key } of page) yield key;
    const last = page.at(-1)?.key;
    if (last === undefined || page.length < CONTACTS_PER_PAGE) return;
    after = last;
  }
}

/** Every contact that somebody reports to now, once each. */
export async function* managerIds(models: ReadModels): AsyncIterable<string> {
  for (let after = ''; ; ) {
    const [next] = await models.select(contactList, await models.current(), (rows) =>
      rows.where('row.manager_id', '>', after).orderBy('row.manager_id').limit(1),
    );
    const managerId = next?.row.standing.managerId;
    if (managerId === undefined) return;
    yield managerId;
    after = managerId;
  }
}
