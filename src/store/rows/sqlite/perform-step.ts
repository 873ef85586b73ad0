import { createQueryId, SqliteQueryCompiler } from 'kysely';
import type { Statement } from '../../sqlite/database';
import { boundValues } from '../queries';
import type { Table } from '../table';
import type { LookUp, SqlRow, Step } from '../work';
import { changeRowsIn } from './change-rows';
import type { KnownModels } from './known-models';

/** Statements by their text, prepared once while they are in use. */
export interface Statements {
  get(sql: string): Statement;
}

/** Does one step of a piece of work, prepared and at once. */
export const performStep = (statements: Statements, models: KnownModels, step: Step): unknown => {
  switch (step.kind) {
    case 'rows':
      return statements.get(step.sql).all(...step.values);
    case 'row':
      return statements.get(step.sql).get(...step.values);
    case 'change':
      models.forget();
      statements.get(step.sql).run(...step.values);
      return undefined;
    case 'models':
      return models.all(statements);
    case 'claim':
      return models.claim(statements, step.models);
    case 'checkpoint':
      models.setCheckpoint(statements, step.models, step.position);
      return undefined;
    case 'query': {
      const { sql, parameters } = COMPILER.compileQuery(step.node, createQueryId());
      return statements.get(sql).all(...boundValues(parameters));
    }
    case 'look-up':
      return lookedUp(statements, step);
    case 'look-ups':
      return step.sought.map((sought) => lookedUp(statements, sought));
    case 'row-changes':
      models.noteChanges(step.changes);
      return changeRowsIn(statements, step.changes);
    case 'row-memory':
      return models.memoryOf(step.tables);
  }
};

const COMPILER = new SqliteQueryCompiler();

const lookedUp = (statements: Statements, { table, columns, keys, holdsAt }: LookUp): readonly SqlRow[] => {
  const found: SqlRow[] = [];
  const statement = statements.get(lookUpIn(table, columns, holdsAt !== undefined));
  const bounds = holdsAt === undefined ? [] : isFormer(table) ? [holdsAt, holdsAt] : [holdsAt];
  for (const key of keys) {
    const row = statement.get(key, ...bounds) as SqlRow | undefined;
    if (row !== undefined) found.push(row);
  }
  return found;
};

const isFormer = ({ columns }: Table): boolean => columns.some(({ name }) => name === 'valid_to');

const lookUpIn = (table: Table, columns: readonly string[], atPosition: boolean): string => {
  const known = LOOK_UPS.get(table)?.[Number(atPosition)];
  if (known?.columns === columns) return known.sql;
  const made = { columns, sql: newLookUp(table, columns, atPosition) };
  const others = LOOK_UPS.get(table) ?? [];
  LOOK_UPS.set(table, atPosition ? [others[0], made] : [made, others[1]]);
  return made.sql;
};

/** Texts that each reader needs again and again, without and with a position. */
const LOOK_UPS = new WeakMap<
  Table,
  readonly ({ readonly columns: readonly string[]; readonly sql: string } | undefined)[]
>();

const newLookUp = (table: Table, columns: readonly string[], atPosition: boolean): string => {
  const sought = `SELECT ${columns.join(', ')} FROM ${table.name} WHERE ${table.key[0]} = ?`;
  if (!atPosition) return sought;
  const begun = `${sought} AND valid_from <= ?`;
  return isFormer(table) ? `${begun} AND valid_to > ? ORDER BY valid_from DESC LIMIT 1` : begun;
};
