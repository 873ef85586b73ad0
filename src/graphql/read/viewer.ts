import { partnerDirectory } from '../../../projections/partner-directory/project';
import {
  type Found,
  isRemembered,
  type PickRows,
  type ReadModels,
  type Snapshot,
} from '../../../projections/read-models';
import { andThen, type Soon } from '../../../projections/soon';
import type { Actor } from '../../domain/actor';
import type { Viewer } from './sees';

/** The most organizations that one channel manager can look after; of more it sees these, by their ids. */
export const MANAGED_PARTNERS_MAX = 5_000;
const PARTNERS_PER_READ = 1_000;
/** The most channel managers whose organizations are remembered. */
export const MANAGERS_REMEMBERED_MAX = 200;

/**
 * Who looks, with what it looks after now: rights are those of this moment, also where a query asks for a
 * past state. In one state of the read models the same actor is the same viewer.
 */
export const viewerOf = (actor: Actor, models: ReadModels): Soon<Viewer> =>
  andThen(models.current(), (at) => {
    const viewers = VIEWERS.get(at) ?? new WeakMap<Actor, Viewer>();
    VIEWERS.set(at, viewers);
    const known = viewers.get(actor);
    if (known !== undefined) return known;
    const manages = actor.kind === 'CHANNEL_MANAGER' ? managedBy(actor.id, models, at) : NOTHING;
    return andThen(manages, (managed) => {
      const viewer = { actor, manages: managed };
      viewers.set(actor, viewer);
      return viewer;
    });
  });

const NOTHING: ReadonlySet<string> = new Set();

const VIEWERS = new WeakMap<Snapshot, WeakMap<Actor, Viewer>>();

/** What channel managers look after in one state of the read models. */
const MANAGED = new WeakMap<Snapshot, Map<string, Soon<ReadonlySet<string>>>>();

const managedBy = (managerId: string, models: ReadModels, at: Snapshot): Soon<ReadonlySet<string>> => {
  const known = MANAGED.get(at) ?? new Map<string, Soon<ReadonlySet<string>>>();
  MANAGED.set(at, known);
  const before = known.get(managerId);
  if (before !== undefined) return before;
  const oldest = known.size >= MANAGERS_REMEMBERED_MAX ? known.keys().next().value : undefined;
  if (oldest !== undefined) known.delete(oldest);
  const manages = managedAfter(managerId, models, at, '');
  known.set(managerId, manages);
  if (manages instanceof Promise) manages.catch(() => known.delete(managerId));
  return manages;
};

/** The lists of what it looks after, in the order of their ids, those behind `before`. */
const managedAfter = (
  managerId: string,
  models: ReadModels,
  at: Snapshot,
  after: string,
  before: readonly Listed[] = [],
): Soon<ReadonlySet<string>> => {
  const pick: PickRows = (found) =>
    found
      .where('row.channel_manager_id', '=', managerId)
      .where('row.key', '>', after)
      .orderBy('row.key')
      .limit(PARTNERS_PER_READ);
  const name = `looked after by ${managerId} and after ${after}`;
  return andThen(models.select(partnerDirectory, at, pick, name), (rows) => {
    const lists = [...before, rows];
    const last = rows.length < PARTNERS_PER_READ ? undefined : rows.at(-1)?.key;
    return last === undefined || lists.length >= MANAGED_PARTNERS_MAX / PARTNERS_PER_READ
      ? idsIn(lists)
      : managedAfter(managerId, models, at, last, lists);
  });
};

/** A list of organizations as it was read. */
type Listed = readonly Found<object>[];

/**
 * The ids in the lists. A remembered list is of one state of its model, as are those behind it, and most events leave
 * that model as it is: the ids of thousands are then not gathered anew after each of them.
 */
const idsIn = (lists: readonly Listed[]): ReadonlySet<string> => {
  const [first = []] = lists;
  const ids = GATHERED.get(first) ?? new Set(lists.flatMap((list) => list.map(({ key }) => key)));
  // One that is not remembered never comes again.
  if (isRemembered(first)) GATHERED.set(first, ids);
  return ids;
};

/** What was gathered from a list and those behind it. */
const GATHERED = new WeakMap<Listed, ReadonlySet<string>>();
