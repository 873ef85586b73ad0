import { createHash } from 'node:crypto';
import type { AnyProjection } from '../../../projections/projection';

/** A model has two copies, so that a new one can be filled beside the one that is read. */
export type Copy = 'a' | 'b';

/** The tables of one copy of a model. */
export interface Tables {
  /** The rows as they stand at the model's checkpoint. */
  readonly live: string;
  /** Superseded versions of rows, each with the positions between which it held. */
  readonly history: string;
  /** Every value a counter ever had, with the position from which it held. */
  readonly tallies: string;
  /** Which words a row had, and between which positions; `index` finds them. */
  readonly words: string;
  readonly index: string;
}

/** Until when a version holds that has not been superseded. */
export const STILL_VALID = Number.MAX_SAFE_INTEGER;

/** The tables in which a copy of the projection's rows stands. */
export const tablesOf = ({ name }: AnyProjection, copy: Copy): Tables => {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) throw new Error(`expected a kebab-case projection name, got ${name}`);
  const live = `${name.replaceAll('-', '_')}_${copy}`;
  return {
    live,
    history: `${live}_history`,
    tallies: `${live}_tallies`,
    words: `${live}_words`,
    index: `${live}_index`,
  };
};

/** The copy that is not in use while this one is, and the other way round. */
export const otherCopy = (copy: Copy): Copy => (copy === 'a' ? 'b' : 'a');

/** The statements that make the tables of a copy. */
export const tableStatements = (projection: AnyProjection, copy: Copy): readonly string[] => {
  const tables = tablesOf(projection, copy);
  const columns = Object.entries(projection.columns).map(
    ([name, { type }]) => `, ${name} ${type.toUpperCase()}`,
  );
  const row = `key TEXT NOT NULL, valid_from INTEGER NOT NULL, body TEXT NOT NULL${columns.join('')}`;
  return [
    `CREATE TABLE ${tables.live} (${row}, PRIMARY KEY (key))`,
    `CREATE TABLE ${tables.history} (${row}, valid_to INTEGER NOT NULL, PRIMARY KEY (key, valid_from))`,
    `CREATE TABLE ${tables.tallies} (name TEXT NOT NULL, valid_from INTEGER NOT NULL, value INTEGER NOT NULL,
      PRIMARY KEY (name, valid_from)) WITHOUT ROWID`,
    ...(projection.words === undefined ? [] : wordStatements(tables)),
  ];
};

const wordStatements = ({ words, index }: Tables): readonly string[] => [
  `CREATE TABLE ${words} (id INTEGER PRIMARY KEY, key TEXT NOT NULL, valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL, length INTEGER NOT NULL)`,
  `CREATE INDEX ${words}_of_key ON ${words} (key, valid_to)`,
  `CREATE VIRTUAL TABLE ${index} USING fts5(words, content='', contentless_delete=1, detail=full,
    tokenize="unicode61 remove_diacritics 2", prefix='2 3')`,
];

/**
 * The statements that make the declared indexes; rows that lack the first column are never looked for by it.
 * Former versions are found by the first column alone, and what was superseded lately by when that was.
 */
export const indexStatements = (projection: AnyProjection, copy: Copy): readonly string[] => {
  const { live, history } = tablesOf(projection, copy);
  const first = new Set(projection.indexes.flatMap(([column]) => column ?? []));
  return [
    ...projection.indexes.map((columns) => indexStatement(live, columns)),
    ...[...first].map((column) => indexStatement(history, [column])),
    `CREATE INDEX IF NOT EXISTS ${recentIndexOf(history)} ON ${history} (valid_to)`,
  ];
};

/** The index by which the versions superseded since a position are found. */
export const recentIndexOf = (history: string): string => `${history}_by_valid_to`;

const indexStatement = (table: string, columns: readonly string[]): string =>
  `CREATE INDEX IF NOT EXISTS ${table}_by_${columns.join('_')}
   ON ${table} (${columns.join(', ')}) WHERE ${columns[0]} IS NOT NULL`;

/** The statements that remove a copy, whatever there is of it. */
export const dropStatements = (projection: AnyProjection, copy: Copy): readonly string[] =>
  Object.values(tablesOf(projection, copy)).map((table) => `DROP TABLE IF EXISTS ${table}`);

/** Tells a model whose tables were made otherwise than they would be now. */
export const shapeOf = (projection: AnyProjection): string =>
  createHash('sha256')
    .update([...tableStatements(projection, 'a'), ...indexStatements(projection, 'a')].join(';'))
    .digest('hex')
    .slice(0, 16);
