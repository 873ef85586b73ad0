import type { AnyProjection } from '../../../projections/projection';
import type { Dialect } from './dialect';
import { type Copy, dropStatements, indexStatements, shapeOf, tableNames, tableStatements } from './model';
import { claimedStates, logOfModels, type ModelState, modelStates, stateIn } from './model-state';
import type { RowStore } from './row-store';
import { standingIn, standings } from './standing';
import { all, run, type Work } from './work';

/**
 * Makes the rows ready for these projections over this log. What another log, another version or another
 * shape of tables has left is dropped; a model that had stopped gets another chance.
 */
export const prepareModels = (
  rows: RowStore,
  projections: readonly AnyProjection[],
  storeId: string,
): Promise<void> => rows.write(() => prepare(rows.dialect, projections, storeId));

function* prepare(dialect: Dialect, projections: readonly AnyProjection[], storeId: string): Work<void> {
  for (const statement of dialect.alone) yield* run(statement);
  const ofThisLog = (yield* logOfModels()) === storeId;
  yield* run(
    `INSERT INTO facts (name, value) VALUES ('storeId', ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [storeId],
  );
  const states = yield* modelStates();
  for (const projection of projections) {
    const known = states.get(projection.name);
    if (ofThisLog && known !== undefined && (yield* isUsable(dialect, projection, known)))
      yield* resume(projection);
    else yield* makeAnew(dialect, projection);
  }
}

/**
 * Begins again, from the first event, every model that is ahead of the log: the log was replaced by an older
 * one.
 */
export const dropModelsAhead = async (
  rows: RowStore,
  projections: readonly AnyProjection[],
  log: { head(): Promise<number> },
): Promise<readonly string[]> => {
  // A model looked at before the log can be ahead of it in no other way, however fast both go on meanwhile.
  const seen = await rows.read(() => standings());
  const head = await log.head();
  const ahead = projections.filter((projection) => standingIn(seen, projection).checkpoint > head);
  if (ahead.length > 0) {
    await rows.write(function* (): Work<void> {
      const states = yield* claimedStates(ahead);
      for (const projection of ahead) {
        if (stateIn(states, projection).checkpoint > head) yield* makeAnew(rows.dialect, projection);
      }
    });
  }
  return ahead.map(({ name }) => name);
};

function* isUsable(dialect: Dialect, projection: AnyProjection, known: ModelState): Work<boolean> {
  if (known.version !== projection.version || known.shape !== shapeOf(dialect, projection)) return false;
  const needed = tableNames(dialect, projection, known.copy);
  const { sql, values } = dialect.existing(needed);
  return (yield* all(sql, values)).length === needed.length;
}

function* resume({ name }: AnyProjection): Work<void> {
  yield* run('UPDATE models SET stopped_by = NULL, stopped_at = NULL, stopped_on = NULL WHERE name = ?', [
    name,
  ]);
}

function* makeAnew(dialect: Dialect, projection: AnyProjection): Work<void> {
  for (const copy of ['a', 'b'] as const) {
    for (const statement of dropStatements(projection, copy)) yield* run(statement);
  }
  yield* makeCopy(dialect, projection, 'a');
  for (const statement of indexStatements(projection, 'a')) yield* run(statement);
  const { name, version } = projection;
  yield* run('DELETE FROM models WHERE name = ?', [name]);
  yield* run(`INSERT INTO models (name, version, shape, copy, checkpoint) VALUES (?, ?, ?, 'a', 0)`, [
    name,
    version,
    shapeOf(dialect, projection),
  ]);
}

/** Makes the tables of a copy, empty and without the declared indexes. */
export function* makeCopy(dialect: Dialect, projection: AnyProjection, copy: Copy): Work<void> {
  for (const statement of dropStatements(projection, copy)) yield* run(statement);
  for (const statement of tableStatements(dialect, projection, copy)) yield* run(statement);
}
