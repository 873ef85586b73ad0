import type { AnyProjection } from '../../../projections/projection';
import type { Copy } from './model';
import { all, claim, type LookUp, one, run, type SqlRow, type Work } from './work';

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
  /** Of its tables: see `shapeOf`. */
  readonly shape: string;
  readonly copy: Copy;
  /** Every event up to here has been applied. */
  readonly checkpoint: number;
  readonly stopped: Stop | undefined;
  /** The mark of a rebuild under way. */
  readonly rebuild: string | undefined;
}

/** The states of all models that stand there, by name. */
export type ModelStates = ReadonlyMap<string, ModelState>;

/**
 * The state of the model as it is committed now; read it in the same transaction as the rows it speaks of.
 */
export function* modelState(projection: AnyProjection): Work<ModelState> {
  const found = yield* one('SELECT * FROM models WHERE name = ?', [projection.name]);
  return stateIn(found === undefined ? new Map() : statesOf([found]), projection);
}

/** The state of one of the models, which must be there. */
export const stateIn = (states: ModelStates, { name }: AnyProjection): ModelState => {
  const state = states.get(name);
  if (state === undefined) throw new Error(`expected the read model ${name}, found none`);
  return state;
};

/** The states of all models that stand there, by name. */
export function* modelStates(): Work<ModelStates> {
  return statesOf(yield* all('SELECT * FROM models'));
}

/** The states of these models, as `claim` has it. */
export function* claimedStates(
  projections: readonly AnyProjection[],
  next: readonly LookUp[] = [],
): Work<ModelStates> {
  const names = projections.map(({ name }) => name);
  return statesOf(yield* claim(names, next));
}

const statesOf = (rows: readonly SqlRow[]): ModelStates =>
  new Map(rows.map((row) => [String(row.name), stateOf(row)]));

const stateOf = (row: SqlRow): ModelState => ({
  name: String(row.name),
  version: Number(row.version),
  shape: String(row.shape),
  copy: row.copy === 'a' ? 'a' : 'b',
  checkpoint: Number(row.checkpoint),
  stopped: row.stopped_at === null ? undefined : stopOf(row),
  rebuild: row.rebuild === null ? undefined : String(row.rebuild),
});

const stopOf = ({ stopped_by, stopped_at, stopped_on }: SqlRow): Stop => ({
  eventType: String(stopped_by),
  position: Number(stopped_at),
  error: String(stopped_on),
});

/** Notes the event that the model could not apply; it stays right before it until a start or a rebuild. */
export function* stopModel(name: string, { eventType, position, error }: Stop): Work<void> {
  yield* run(
    'UPDATE models SET checkpoint = ?, stopped_by = ?, stopped_at = ?, stopped_on = ? WHERE name = ?',
    [position - 1, eventType, position, error, name],
  );
}

/** The log that the models were made from. */
export function* logOfModels(): Work<string | undefined> {
  const fact = yield* one(`SELECT value FROM facts WHERE name = 'storeId'`);
  return fact === undefined ? undefined : String(fact.value);
}
