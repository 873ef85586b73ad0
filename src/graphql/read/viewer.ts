import { partnerDirectory } from '../../../projections/partner-directory/project';
import type { ReadModels } from '../../../projections/read-models';
import type { Actor } from '../../domain/actor';
import type { Viewer } from './sees';

/** The most organizations that one channel manager can look after; of more it sees these, by their ids. */
export const MANAGED_PARTNERS_MAX = 5_000;
const PARTNERS_PER_READ = 1_000;

/**
 * Who looks, with what it looks after now: rights are those of this moment, also where a query asks for a
 * past state.
 */
export const viewerOf = async (actor: Actor, models: ReadModels): Promise<Viewer> => ({
  actor,
  manages: actor.kind === 'CHANNEL_MANAGER' ? await managedBy(actor.id, models) : new Set(),
});

const managedBy = async (managerId: string, models: ReadModels): Promise<ReadonlySet<string>> => {
  const at = await models.current();
  const manages = new Set<string>();
  for (let after = ''; manages.size < MANAGED_PARTNERS_MAX; ) {
    const rows = await models.select(partnerDirectory, at, (found) =>
      found
        .where('row.channel_manager_id', '=', managerId)
        .where('row.key', '>', after)
        .orderBy('row.key')
        .limit(PARTNERS_PER_READ),
    );
    for (const { key } of rows) manages.add(key);
    if (rows.length < PARTNERS_PER_READ) break;
    after = rows.at(-1)?.key ?? '';
  }
  return manages;
};
