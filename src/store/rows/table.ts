/** A column of a table that holds rows of a model. */
export interface TableColumn {
  readonly name: string;
  readonly type: 'text' | 'integer';
  readonly required: boolean;
}

/** A table as every database makes it; the first columns of the key are what rows are looked up by. */
export interface Table {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly key: readonly string[];
}

/** The longest name that every database keeps as it is: PostgreSQL cuts off the rest. */
export const NAME_BYTES_MAX = 63;

/** A name that no database would cut off, or an error. */
export const keptName = (name: string): string => {
  if (name.length <= NAME_BYTES_MAX) return name;
  throw new Error(`expected a table or index name of at most ${NAME_BYTES_MAX} bytes, got ${name}`);
};

/** A column that always has a text. */
export const text = (name: string): TableColumn => ({ name, type: 'text', required: true });
/** A column that always has a number. */
export const integer = (name: string): TableColumn => ({ name, type: 'integer', required: true });

/** The statement that makes the table, with the database's own names for the types. */
export const createTable = (
  { name, columns, key }: Table,
  types: Readonly<Record<TableColumn['type'], string>>,
): string => {
  const declared = columns.map(
    (column) => `${column.name} ${types[column.type]}${column.required ? ' NOT NULL' : ''}`,
  );
  return `CREATE TABLE ${keptName(name)} (${declared.join(', ')}, PRIMARY KEY (${key.join(', ')}))`;
};
