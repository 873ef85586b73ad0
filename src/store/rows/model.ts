import { createHash } from 'node:crypto';
import type { AnyProjection } from '../../../projections/projection';
import type { Dialect } from './dialect';
import { integer, keptName, type Table, type TableColumn, text } from './table';

/** A model has two copies, so that a new one can be filled beside the one that is read. */
export type Copy = 'a' | 'b';

/** The tables of one copy of a model. */
export interface Tables {
  /** The rows as they stand at the model's checkpoint. */
  readonly live: Table;
  /** Superseded versions of rows, each with the positions between which it held. */
  readonly history: Table;
  /** Every value a counter ever had, with the position from which it held. */
  readonly tallies: Table;
  /** Which words a row had, and between which positions; `index` finds them where they do not find themselves. */
  readonly words: string;
  readonly index: string;
}

/** Until when a version holds that has not been superseded. */
export const STILL_VALID = Number.MAX_SAFE_INTEGER;

/** The tables in which a copy of the projection's rows stands. */
export const tablesOf = (projection: AnyProjection, copy: Copy): Tables => {
  const known = TABLES.get(projection) ?? {
    a: namedTables(projection, 'a'),
    b: namedTables(projection, 'b'),
  };
  TABLES.set(projection, known);
  return known[copy];
};

const TABLES = new WeakMap<AnyProjection, Readonly<Record<Copy, Tables>>>();

const namedTables = ({ name, columns }: AnyProjection, copy: Copy): Tables => {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) throw new Error(`expected a kebab-case projection name, got ${name}`);
  const live = `${name.replaceAll('-', '_')}_${copy}`;
  const declared: readonly TableColumn[] = Object.entries(columns).map(([column, { type }]) => ({
    name: column,
    type,
    required: false,
  }));
  const row = [text('key'), integer('valid_from'), text('body'), ...declared];
  return {
    live: { name: live, columns: row, key: ['key'] },
    history: {
      name: `${live}_history`,
      columns: [...row, integer('valid_to')],
      key: ['key', 'valid_from'],
    },
    tallies: {
      name: `${live}_tallies`,
      columns: [text('name'), integer('valid_from'), integer('value')],
      key: ['name', 'valid_from'],
    },
    words: `${live}_words`,
    index: `${live}_index`,
  };
};

/** The copy that is not in use while this one is, and the other way round. */
export const otherCopy = (copy: Copy): Copy => (copy === 'a' ? 'b' : 'a');

/** The names of the tables that a copy must have. */
export const tableNames = (dialect: Dialect, projection: AnyProjection, copy: Copy): readonly string[] => {
  const tables = tablesOf(projection, copy);
  const ofRows = [tables.live, tables.history, tables.tallies].map(({ name }) => name);
  return projection.words === undefined ? ofRows : [...ofRows, ...dialect.wordTables(tables)];
};

/** The statements that make the tables of a copy. */
export const tableStatements = (
  dialect: Dialect,
  projection: AnyProjection,
  copy: Copy,
): readonly string[] => {
  const tables = tablesOf(projection, copy);
  return [
    dialect.createTable(tables.live),
    dialect.createTable(tables.history),
    dialect.createTable(tables.tallies),
    ...(projection.words === undefined ? [] : dialect.createWords(tables)),
  ];
};

/**
 * The statements that make the declared indexes; rows that lack the first column are never looked for by it.
 * Former versions are found by the first column alone, where the past is asked by it, and what was superseded lately by
 * when that was.
 */
export const indexStatements = (projection: AnyProjection, copy: Copy): readonly string[] => {
  const { live, history } = tablesOf(projection, copy);
  const { indexes, presentIndexes = [] } = projection;
  const first = new Set(indexes.flatMap(([column]) => column ?? []));
  return [
    ...[...indexes, ...presentIndexes].map((columns) => indexStatement(live, columns)),
    ...[...first].map((column) => indexStatement(history, [column])),
    `CREATE INDEX IF NOT EXISTS ${recentIndexOf(history)} ON ${history.name} (valid_to)`,
  ];
};

/** The index by which the versions superseded since a position are found. */
export const recentIndexOf = ({ name }: Table): string => keptName(`${name}_by_valid_to`);

const indexStatement = ({ name }: Table, columns: readonly string[]): string =>
  `CREATE INDEX IF NOT EXISTS ${keptName(`${name}_by_${columns.join('_')}`)}
   ON ${name} (${columns.join(', ')}) WHERE ${columns[0]} IS NOT NULL`;

/** The statements that remove a copy, whatever there is of it. */
export const dropStatements = (projection: AnyProjection, copy: Copy): readonly string[] => {
  const { live, history, tallies, words, index } = tablesOf(projection, copy);
  return [live.name, history.name, tallies.name, words, index].map((name) => `DROP TABLE IF EXISTS ${name}`);
};

/** Tells a model whose tables were made otherwise than they would be now. */
export const shapeOf = (dialect: Dialect, projection: AnyProjection): string => {
  const known = SHAPES.get(dialect) ?? new WeakMap<AnyProjection, string>();
  const shape = known.get(projection) ?? newShape(dialect, projection);
  SHAPES.set(dialect, known.set(projection, shape));
  return shape;
};

const SHAPES = new WeakMap<Dialect, WeakMap<AnyProjection, string>>();

const newShape = (dialect: Dialect, projection: AnyProjection): string =>
  createHash('sha256')
    .update([...tableStatements(dialect, projection, 'a'), ...indexStatements(projection, 'a')].join(';'))
    .digest('hex')
    .slice(0, 16);
