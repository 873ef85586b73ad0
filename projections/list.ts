import { sql } from 'kysely';
import { cursorOf, type Place, placeOf } from './cursor';
import { type Page, type PageRequest, pageSize } from './page';
import type { Projection } from './projection';
import type { Found, PickRows, ReadModels, RowQuery, RowsOf, Snapshot } from './read-models';

/** In which order a list is read. The column must never be null in the rows the question picks. */
export interface Order<Row> {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
  readonly of: (row: Row) => string | number;
}

/** A list as it is asked for. */
export interface Question<Row> {
  /** What is asked, word for word: a cursor is only good for the question it came from. */
  readonly name: readonly unknown[];
  readonly where: PickRows;
  readonly order: Order<Row>;
  /** The counter that holds the number of these rows, where there is one. */
  readonly tally?: string;
}

/** Answers one page of a list, and how many rows the whole list has. */
export const readPage = async <Row extends object>(
  models: ReadModels,
  model: Projection<Row>,
  question: Question<Row>,
  page: PageRequest,
  at: Snapshot,
): Promise<Page<Row>> => {
  const { order, where, tally } = question;
  const size = pageSize(page);
  const name = JSON.stringify([model.name, question.name]);
  const after = page.after === undefined ? undefined : placeOf(name, page.after);
  const pick = (rows: RowQuery, rowsOf: RowsOf): RowQuery =>
    beyond(where(rows, rowsOf), order, after, size + 1);
  const found = await models.select(model, at, pick);
  const totalCount =
    tally === undefined ? await models.count(model, at, where) : await models.tally(model, tally, at);
  return {
    ...pageOf(found, size, ({ row, key }) => cursorOf(name, { sort: order.of(row), key })),
    totalCount,
  };
};

/** The first rows of what was found, which is one more where another page follows. */
export const pageOf = <One extends Found<object>>(
  found: readonly One[],
  size: number,
  cursor: (one: One) => string,
): Pick<Page<One['row']>, 'rows' | 'hasNextPage'> => ({
  rows: found.slice(0, size).map((one) => ({ row: one.row, cursor: cursor(one) })),
  hasNextPage: found.length > size,
});

const beyond = <Row>(
  rows: RowQuery,
  { column, direction }: Order<Row>,
  after: Place | undefined,
  limit: number,
): RowQuery => {
  const from = after === undefined ? rows : rows.where(isBeyond(column, direction, after));
  return from.orderBy(`row.${column}`, direction).orderBy('row.key', direction).limit(limit);
};

const isBeyond = (column: string, direction: 'asc' | 'desc', { sort, key }: Place) => {
  const place = sql`(${sql.ref(`row.${column}`)}, ${sql.ref('row.key')})`;
  return direction === 'asc'
    ? sql<boolean>`${place} > (${sort}, ${key})`
    : sql<boolean>`${place} < (${sort}, ${key})`;
};

/** Rows whose column begins with the text, found by the column's index. */
export const startsWith = (column: string, prefix: string) => {
  const text = sql.ref(`row.${column}`);
  return sql<boolean>`(${text} >= ${prefix} and ${text} < ${prefix + LAST_CHARACTER})`;
};

/** Sorts after every character that a text may have. */
const LAST_CHARACTER = '\u{10FFFF}';
