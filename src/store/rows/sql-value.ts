/** What a column of a row may hold. */
export type SqlValue = string | number | null;
/** A row as a database answers it. */
export type SqlRow = Readonly<Record<string, SqlValue>>;
