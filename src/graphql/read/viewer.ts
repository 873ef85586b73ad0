import { partnerDirectory } from '../../../projections/partner-directory/project';
import type { ReadModels, Snapshot } from '../../../projections/read-models';
import type { Actor } from '../../domain/actor';
import type { Viewer } from './sees';

/** The most organizations that one channel manager can look after; of more it sees these, by their ids. */
export const MANAGED_PARTNERS_MAX = 5_000;
const PARTNERS_PER_READ = 1_000;
/** The most channel managers whose organizations are remembered. */
export const MANAGERS_REMEMBERED_MAX = 200;

/**
 * Who looks, with what it looks after now: rights are those of this moment, also where a query asks for a
 * past state.
 */
export const viewerOf = async (actor: Actor, models: ReadModels): Promise<Viewer> => ({
  actor,
  manages: actor.kind === 'CHANNEL_MANAGER' ? await managedBy(actor.id, models) : new Set(),
});

/** What a channel manager looked after at a position; it holds as long as the models stand there. */
interface Known {
  readonly position: number;
  readonly manages: ReadonlySet<string>;
}

const knownOf = new WeakMap<ReadModels, Map<string, Known>>();

const managedBy = async (managerId: string, models: ReadModels): Promise<ReadonlySet<string>> => {
  const at = await models.current();
  const known = knownOf.get(models) ?? new Map<string, Known>();
  const before = known.get(managerId);
  if (before?.position === at.position) return before.manages;
  const manages = await managedAt(managerId, models, at);
  const oldest = known.size >= MANAGERS_REMEMBERED_MAX ? known.keys().next().value : undefined;
  if (oldest !== undefined) known.delete(oldest);
  known.delete(managerId);
  knownOf.set(models, known.set(managerId, { position: at.position, manages }));
  return manages;
};

const managedAt = async (
  managerId: string,
  models: ReadModels,
  at: Snapshot,
): Promise<ReadonlySet<string>> => {
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
