import type { AnyProjection } from '../../../projections/projection';
import type { Dialect } from './dialect';
import type { Copy } from './model';
import { all, modelRows, one, type SqlRow, type Work } from './work';

/** What an answer needs to know of a model. */
export interface Standing {
  readonly name: string;
  /** The copy that is read. */
  readonly copy: Copy;
  /** Every event up to here has been applied. */
  readonly checkpoint: number;
  readonly isStopped: boolean;
}

/** How all models stand, by name; read it in the same transaction as the rows it speaks of. */
export type Standings = ReadonlyMap<string, Standing>;

/** How the model stands as it is committed now. */
export function* standing({ name }: AnyProjection): Work<Standing> {
  const found = yield* one('SELECT name, copy, checkpoint, stopped_at FROM models WHERE name = ?', [name]);
  if (found === undefined) throw missing(name);
  return standingOf(found);
}

/** How all models stand as they are committed now. */
export function* standings(): Work<Standings> {
  return new Map((yield* modelRows()).map((row) => [String(row.name), standingOf(row)]));
}

/** How all models stand, and what is the same only as long as nobody has written how one of them stands. */
export interface MarkedStandings {
  readonly standings: Standings;
  readonly mark: string | undefined;
}

/** The same with a mark, where the database has one. */
export function* markedStandings({ models, rowMark }: Dialect): Work<MarkedStandings> {
  if (rowMark === undefined) return { standings: yield* standings(), mark: undefined };
  const rows = yield* all(
    `SELECT name, copy, checkpoint, stopped_at, ${rowMark} AS mark FROM ${models} ORDER BY name`,
  );
  return {
    standings: new Map(rows.map((row) => [String(row.name), standingOf(row)])),
    mark: JSON.stringify(rows),
  };
}

/** How one of the models stands, which must be there. */
export const standingIn = (known: Standings, { name }: AnyProjection): Standing => {
  const found = known.get(name);
  if (found === undefined) throw missing(name);
  return found;
};

/**
 * What every model in service has reached. A stopped model is not waited for: it answers with what it has,
 * and its state says so.
 */
export const currentPosition = (inService: readonly Standing[]): number => {
  const running = inService.filter(({ isStopped }) => !isStopped);
  if (running.length > 0) return Math.min(...running.map(({ checkpoint }) => checkpoint));
  return Math.max(0, ...inService.map(({ checkpoint }) => checkpoint));
};

const missing = (name: string): Error => new Error(`expected the read model ${name}, found none`);

const standingOf = ({ name, copy, checkpoint, stopped_at }: SqlRow): Standing => ({
  name: String(name),
  copy: copy === 'a' ? 'a' : 'b',
  checkpoint: Number(checkpoint),
  isStopped: stopped_at !== null,
});
