import { sql } from 'kysely';
import { cursorOf, type Place, placeOf } from './cursor';
import { type Page, type PageRequest, type Placed, pageSize } from './page';
import type { Projection } from './projection';
import {
  type Found,
  isRemembered,
  type PickRows,
  type ReadModels,
  type RowQuery,
  type Snapshot,
} from './read-models';
import { andThen, type Soon } from './soon';

/** In which order a list is read. The column must never be null in the rows the question picks. */
export interface Order<Row> {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
  readonly of: (row: Row) => string | number;
}

/** A list as it is asked for. */
export interface Question<Row> {
  /**
   * What is asked, word for word, but for what `visible` leaves out: a cursor is only good for the question it came
   * from, and a page is remembered by it.
   */
  readonly name: readonly unknown[];
  readonly where: PickRows;
  /** Which of these rows whoever asks may see; all where absent. A page of some rows is not remembered. */
  readonly visible?: PickRows | undefined;
  readonly order: Order<Row>;
  /** The counter that holds the number of these rows, where there is one. */
  readonly tally?: string | undefined;
}

/** Answers one page of a list, and how many rows the whole list has. */
export const readPage = <Row extends object>(
  models: ReadModels,
  model: Projection<Row>,
  { name: asked, order, where, visible, tally }: Question<Row>,
  page: PageRequest,
  at: Snapshot,
): Soon<Page<Row>> => {
  const size = pageSize(page);
  const name = JSON.stringify([model.name, asked]);
  const after = page.after === undefined ? undefined : placeOf(name, page.after);
  const wanted: PickRows =
    visible === undefined ? where : (rows, rowsOf) => visible(where(rows, rowsOf), rowsOf);
  const known = visible === undefined ? name : undefined;
  const pick: PickRows = (rows, rowsOf) => beyond(wanted(rows, rowsOf), order, after, size + 1);
  const found = models.select(model, at, pick, known && `${size} ${page.after ?? ''} ${known}`);
  // A page outlives its snapshot where its model has not changed, and must not keep all that was read at that one.
  const then: Snapshot = { position: at.position };
  const count = () =>
    tally === undefined ? models.count(model, then, wanted, known) : models.tally(model, tally, then);
  const cursor = ({ row, key }: Found<Row>) => cursorOf(name, { sort: order.of(row), key });
  // The first page of a list that has no other says it by itself.
  const isAll = ({ length }: readonly Found<Row>[]) => after === undefined && length <= size;
  const make = (rows: readonly Found<Row>[]) =>
    pageOf(rows, size, cursor, isAll(rows) ? () => rows.length : count);
  return andThen(found, (rows) => (known === undefined ? make(rows) : pageFrom(rows, make)));
};

/** The page that was made of these rows before: what is remembered as one list is one page. */
const pageFrom = <Row extends object>(
  rows: readonly Found<Row>[],
  make: (rows: readonly Found<Row>[]) => Page<Row>,
): Page<Row> => {
  if (!isRemembered(rows)) return make(rows);
  // A list is remembered for one question only, and so is of that question's rows.
  const page = (PAGES.get(rows) as Page<Row> | undefined) ?? Object.freeze(make(rows));
  PAGES.set(rows, page);
  return page;
};

const PAGES = new WeakMap<readonly Found<object>[], Page<object>>();

/** The first rows of what was found, which is one more where another page follows. */
export const pageOf = <One extends Found<object>>(
  found: readonly One[],
  size: number,
  cursor: (one: One) => string,
  count: () => Soon<number>,
): Page<One['row']> => ({
  rows: found.slice(0, size).map((one) => new PlacedRow(one, cursor)),
  hasNextPage: found.length > size,
  get totalCount() {
    return count();
  },
});

class PlacedRow<One extends Found<object>> implements Placed<One['row']> {
  private known: string | undefined;

  constructor(
    private readonly one: One,
    private readonly cursorOf: (one: One) => string,
  ) {}

  get row(): One['row'] {
    return this.one.row;
  }

  get cursor(): string {
    this.known ??= this.cursorOf(this.one);
    return this.known;
  }
}

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
