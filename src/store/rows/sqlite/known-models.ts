import type { SqlRow } from '../sql-value';
import type { Statements } from './perform-step';

/**
 * The rows of `models` as they stand, which every page of events asks for. They are read again when another connection
 * has committed anything, when this one has changed anything but a checkpoint, and after a change that was undone.
 */
export class KnownModels {
  private rows: Map<string, SqlRow> | undefined;
  private version: unknown;

  /** Within a transaction that nobody else can write beside. */
  claim(statements: Statements, names: readonly string[]): readonly SqlRow[] {
    const version = statements.get('PRAGMA data_version').get()?.data_version;
    if (version !== this.version) this.forget();
    this.version = version;
    this.rows ??= new Map(
      (statements.get('SELECT * FROM models').all() as SqlRow[]).map((row) => [String(row.name), row]),
    );
    const { rows } = this;
    return names.map((name) => rows.get(name)).filter((row) => row !== undefined);
  }

  setCheckpoint(statements: Statements, names: readonly string[], checkpoint: number): void {
    const set = statements.get('UPDATE models SET checkpoint = ? WHERE name = ?');
    for (const name of names) {
      set.run(checkpoint, name);
      const known = this.rows?.get(name);
      if (known !== undefined) this.rows?.set(name, { ...known, checkpoint });
    }
  }

  forget(): void {
    this.rows = undefined;
  }
}
