import type { Tables } from '../model';
import type { RowChanges } from '../row-changes';
import { RowMemory } from '../row-memory';
import type { SqlRow } from '../sql-value';
import type { Statements } from './perform-step';

/** The most rows of a model in service that are remembered. */
export const LIVE_ROWS_REMEMBERED_MAX = 5_000;

/**
 * The rows of `models` as they stand, which every page of events asks for, and rows of the models as the last pages
 * have left them. All is forgotten when another connection has committed anything, when this one has changed anything
 * but rows and checkpoints of models, and after a change that was undone.
 */
export class KnownModels {
  private rows: Map<string, SqlRow> | undefined;
  private readonly memories = new Map<string, RowMemory>();
  private version: unknown;

  /** Within a transaction that nobody else can write beside. */
  claim(statements: Statements, names: readonly string[]): readonly SqlRow[] {
    const rows = this.current(statements);
    return names.map((name) => rows.get(name)).filter((row) => row !== undefined);
  }

  /** All of them, in a transaction: what it reads after this is of the same moment. */
  all(statements: Statements): readonly SqlRow[] {
    return [...this.current(statements).values()];
  }

  private current(statements: Statements): Map<string, SqlRow> {
    const version = statements.get('PRAGMA data_version').get()?.data_version;
    if (version !== this.version) this.forget();
    this.version = version;
    this.rows ??= new Map(
      (statements.get('SELECT * FROM models').all() as SqlRow[]).map((row) => [String(row.name), row]),
    );
    return this.rows;
  }

  setCheckpoint(statements: Statements, names: readonly string[], checkpoint: number): void {
    const set = statements.get('UPDATE models SET checkpoint = ? WHERE name = ?');
    for (const name of names) {
      set.run(checkpoint, name);
      const known = this.rows?.get(name);
      if (known !== undefined) this.rows?.set(name, { ...known, checkpoint });
    }
  }

  /** Whoever changes rows notes in it what they have become. */
  memoryOf({ live }: Tables): RowMemory {
    const known = this.memories.get(live.name) ?? new RowMemory(LIVE_ROWS_REMEMBERED_MAX);
    this.memories.set(live.name, known);
    return known;
  }

  /** Rows are about to be changed: until it is noted what they have become, nothing is known of them. */
  noteChanges({ tables, superseded, added }: RowChanges): void {
    const memory = this.memories.get(tables.live.name);
    if (memory === undefined) return;
    for (const { key } of superseded) memory.drop(key);
    for (const [key] of added) memory.drop(String(key));
  }

  forget(): void {
    this.rows = undefined;
    this.memories.clear();
  }
}
