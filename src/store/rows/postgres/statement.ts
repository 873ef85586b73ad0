import { createHash } from 'node:crypto';

/** The most texts that get a name; each connection keeps the statements that it has prepared. */
export const NAMED_STATEMENTS_MAX = 500;

/** A statement as PostgreSQL takes it. */
export interface NamedStatement {
  readonly text: string;
  /** By which each connection prepares it once; a text that came too late has none. */
  readonly name: string | undefined;
}

/** The statement for a text in which `?` may stand for the next value. */
export const statement = (sql: string): NamedStatement => {
  const known = KNOWN.get(sql);
  if (known !== undefined) return known;
  let count = 0;
  const text = sql.replace(/\?/g, () => {
    count += 1;
    return `$${count}`;
  });
  if (KNOWN.size >= NAMED_STATEMENTS_MAX) return { text, name: undefined };
  const name = `rows_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  KNOWN.set(sql, { text, name });
  return { text, name };
};

const KNOWN = new Map<string, NamedStatement>();
