import type { AnyProjection } from '../../../projections/projection';
import { type Copy, dropStatements, indexStatements, shapeOf, tableStatements, tablesOf } from './model';
import type { RowStore, SqlRow } from './row-store';

/** Why a model stopped: the event it could not apply, never what the event says. */
export interface Stop {
  readonly eventType: string;
  readonly position: number;
  /** The kind of error, as its class is named. */
  readonly error: string;
}

/** How far a model has come, and which of its copies is read. */
export interface ModelState {
  readonly name: string;
  readonly version: number;
  readonly copy: Copy;
  /** Every event up to here has been applied. */
  readonly checkpoint: number;
  readonly stopped?: Stop;
}

/**
 * The state of the model as it is committed now; read it in the same transaction as the rows it speaks of.
 */
export const modelState = (rows: RowStore, { name }: AnyProjection): ModelState => {
  const found = rows.get('SELECT * FROM models WHERE name = ?', [name]);
  if (found === undefined) throw new Error(`expected the read model ${name} in ${rows.path}, found none`);
  return stateOf(found);
};

/** The states of all models in the file, by name. */
export const modelStates = (rows: RowStore): ReadonlyMap<string, ModelState> =>
  new Map(rows.all('SELECT * FROM models').map((row) => [String(row.name), stateOf(row)]));

const stateOf = (row: SqlRow): ModelState => {
  const state = {
    name: String(row.name),
    version: Number(row.version),
    copy: row.copy === 'a' ? ('a' as const) : ('b' as const),
    checkpoint: Number(row.checkpoint),
  };
  if (row.stopped_at === null) return state;
  const stopped = {
    eventType: String(row.stopped_by),
    position: Number(row.stopped_at),
    error: String(row.stopped_on),
  };
  return { ...state, stopped };
};

/** Notes that these models have come so far. */
export const setCheckpoint = (rows: RowStore, names: readonly string[], checkpoint: number): void => {
  if (names.length === 0) return;
  rows.run('UPDATE models SET checkpoint = ? WHERE name IN (SELECT value FROM json_each(?))', [
    checkpoint,
    JSON.stringify(names),
  ]);
};

/** Notes the event that the model could not apply; it stays right before it until a start or a rebuild. */
export const stopModel = (rows: RowStore, name: string, { eventType, position, error }: Stop): void => {
  rows.run(
    'UPDATE models SET checkpoint = ?, stopped_by = ?, stopped_at = ?, stopped_on = ? WHERE name = ?',
    [position - 1, eventType, position, error, name],
  );
};

/**
 * Makes the file ready for these projections over this log. What another log, another version or another
 * shape of tables has left is dropped; a model that had stopped gets another chance.
 */
export const prepareModels = (
  rows: RowStore,
  projections: readonly AnyProjection[],
  storeId: string,
): void => {
  rows.write(() => {
    const ofThisLog = rows.get(`SELECT value FROM facts WHERE name = 'storeId'`)?.value === storeId;
    rows.run(
      `INSERT INTO facts (name, value) VALUES ('storeId', ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [storeId],
    );
    for (const projection of projections) {
      if (ofThisLog && isUsable(rows, projection)) resume(rows, projection);
      else makeAnew(rows, projection);
    }
  });
};

/**
 * Begins again, from the first event, every model that is ahead of the log: the log was replaced by an older
 * one.
 */
export const dropModelsAhead = (
  rows: RowStore,
  projections: readonly AnyProjection[],
  head: number,
): readonly string[] =>
  rows.write(() => {
    const ahead = projections.filter((projection) => modelState(rows, projection).checkpoint > head);
    for (const projection of ahead) makeAnew(rows, projection);
    return ahead.map(({ name }) => name);
  });

const isUsable = (rows: RowStore, projection: AnyProjection): boolean => {
  const known = rows.get('SELECT * FROM models WHERE name = ?', [projection.name]);
  if (known?.version !== projection.version || known.shape !== shapeOf(projection)) return false;
  const { live, history, tallies, words, index } = tablesOf(projection, stateOf(known).copy);
  const needed = [live, history, tallies, ...(projection.words === undefined ? [] : [words, index])];
  return needed.every(
    (table) =>
      rows.get(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`, [table]) !== undefined,
  );
};

const resume = (rows: RowStore, { name }: AnyProjection): void => {
  rows.run('UPDATE models SET stopped_by = NULL, stopped_at = NULL, stopped_on = NULL WHERE name = ?', [
    name,
  ]);
};

const makeAnew = (rows: RowStore, projection: AnyProjection): void => {
  for (const copy of ['a', 'b'] as const) {
    for (const statement of dropStatements(projection, copy)) rows.run(statement);
  }
  makeCopy(rows, projection, 'a');
  for (const statement of indexStatements(projection, 'a')) rows.run(statement);
  rows.run(
    `INSERT OR REPLACE INTO models (name, version, shape, copy, checkpoint) VALUES (?, ?, ?, 'a', 0)`,
    [projection.name, projection.version, shapeOf(projection)],
  );
};

/** Makes the tables of a copy, empty and without the declared indexes. */
export const makeCopy = (rows: RowStore, projection: AnyProjection, copy: Copy): void => {
  for (const statement of dropStatements(projection, copy)) rows.run(statement);
  for (const statement of tableStatements(projection, copy)) rows.run(statement);
};
