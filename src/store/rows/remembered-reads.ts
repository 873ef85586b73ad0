import DataLoader from 'dataloader';
import type { AnyProjection, Projection } from '../../../projections/projection';
import type { Found, PickRows, ReadModels, Snapshot } from '../../../projections/read-models';
import { andThen, type Soon } from '../../../projections/soon';
import { SnapshotMemory } from './snapshot-memory';

/** The most keys that one look-up takes together. */
export const KEYS_PER_LOOKUP_MAX = 200;

/**
 * The read models with a memory: what was read at a snapshot is not read at it again, by whichever request. Rows that
 * are asked for one by one, and must be waited for, are asked for together.
 */
export const rememberedReads = (models: ReadModels, isImmediate: boolean): ReadModels => {
  const look = isImmediate ? models.get : together(models);
  return {
    current: models.current,
    reached: models.reached,
    search: models.search,
    // A model answers rows of its own type only, so what is remembered of it is of that type.
    get: <Row extends object>(model: Projection<Row>, key: string, at: Snapshot) =>
      SnapshotMemory.of(at)
        .model(model)
        .rows.remember(key, () => look(model, key, at)) as Soon<Found<Row> | undefined>,
    getMany: <Row extends object>(model: Projection<Row>, keys: readonly string[], at: Snapshot) =>
      getMany(models, model, keys, at) as Soon<readonly (Found<Row> | undefined)[]>,
    select: <Row extends object>(model: Projection<Row>, at: Snapshot, pick: PickRows, name?: string) =>
      (name === undefined
        ? models.select(model, at, pick)
        : rememberedList(models, model, at, pick, name)) as Soon<readonly Found<Row>[]>,
    count: (model, at, pick, name) =>
      name === undefined
        ? models.count(model, at, pick)
        : // Whether it is restricted by other models is not looked at: counts are few.
          SnapshotMemory.of(at).mixed.numbers.remember(`${model.name} ${name}`, () =>
            models.count(model, at, pick),
          ),
    tally: (model, name, at) =>
      SnapshotMemory.of(at)
        .model(model)
        .numbers.remember(name, () => models.tally(model, name, at)),
  };
};

/** A list that is restricted by rows of other models is remembered apart: it changes with those too. */
const rememberedList = (
  models: ReadModels,
  model: AnyProjection,
  at: Snapshot,
  pick: PickRows,
  name: string,
): Soon<readonly Found<object>[]> => {
  const memory = SnapshotMemory.of(at);
  const mixedName = `${model.name} ${name}`;
  const known = memory.model(model).lists.find(name) ?? memory.mixed.lists.find(mixedName);
  if (known !== undefined) return known.answer;
  let isMixed = false;
  const found = models.select(model, at, (rows, rowsOf) =>
    pick(rows, (other) => {
      isMixed = true;
      return rowsOf(other);
    }),
  );
  const keep = (list: Soon<readonly Found<object>[]>) =>
    isMixed ? memory.mixed.lists.keep(mixedName, list) : memory.model(model).lists.keep(name, list);
  // Which it is shows only once the query was made.
  return found instanceof Promise ? found.then(keep) : keep(found);
};

const getMany = (
  models: ReadModels,
  model: AnyProjection,
  keys: readonly string[],
  at: Snapshot,
): Soon<readonly (Found<object> | undefined)[]> => {
  const { rows } = SnapshotMemory.of(at).model(model);
  const known = keys.map((key) => rows.find(key));
  const missing = keys.filter((_, index) => known[index] === undefined);
  const found = missing.length === 0 ? [] : models.getMany(model, missing, at);
  let next = 0;
  return settled(
    keys.map((key, index) => {
      const remembered = known[index];
      if (remembered !== undefined) return remembered.answer;
      const place = next;
      next += 1;
      return rows.keep(
        key,
        andThen(found, (all) => all[place]),
      );
    }),
  );
};

/** All of them, waited for where some must be. */
const settled = <Value>(values: readonly Soon<Value>[]): Soon<readonly Value[]> =>
  values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as readonly Value[]);

type Look = (model: AnyProjection, key: string, at: Snapshot) => Soon<Found<object> | undefined>;

/** Looks up what is asked for in the same moment of the same snapshot in one go. */
const together = (models: ReadModels): Look => {
  const loaders = new WeakMap<Snapshot, Map<AnyProjection, DataLoader<string, Found<object> | undefined>>>();
  return (model, key, at) => {
    const ofSnapshot =
      loaders.get(at) ?? new Map<AnyProjection, DataLoader<string, Found<object> | undefined>>();
    loaders.set(at, ofSnapshot);
    const known = ofSnapshot.get(model);
    if (known !== undefined) return known.load(key);
    // It remembers nothing itself: the snapshot does.
    const made = new DataLoader<string, Found<object> | undefined>(
      async (keys) => models.getMany(model, keys, at),
      { cache: false, maxBatchSize: KEYS_PER_LOOKUP_MAX },
    );
    ofSnapshot.set(model, made);
    return made.load(key);
  };
};
