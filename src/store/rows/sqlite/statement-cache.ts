import type { Database, Statement } from '../../sqlite/database';

/** The most statements that are kept prepared. */
export const STATEMENTS_KEPT_MAX = 500;

/** Prepared statements by their text; the one that was not used for longest makes room for a new one. */
export class StatementCache {
  private readonly kept = new Map<string, Statement>();

  constructor(private readonly database: Database) {}

  get(sql: string): Statement {
    const known = this.kept.get(sql);
    if (known !== undefined) {
      this.kept.delete(sql);
      this.kept.set(sql, known);
      return known;
    }
    const statement = this.database.prepare(sql);
    this.kept.set(sql, statement);
    if (this.kept.size > STATEMENTS_KEPT_MAX) this.kept.delete(this.kept.keys().next().value ?? '');
    return statement;
  }

  clear(): void {
    this.kept.clear();
  }
}
