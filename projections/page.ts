import type { Soon } from './soon';

/** What a reader asks for: so many rows after the place a cursor marks. */
export interface PageRequest {
  /** 1 to 100. */
  readonly first: number;
  /** A cursor of an earlier answer to the same question. */
  readonly after?: string;
}

/** A row with its place in the list, which is worked out when it is asked for. */
export interface Placed<Row> {
  readonly row: Row;
  readonly cursor: string;
}

/** A page of rows, read by key and never by offset. */
export interface Page<Row> {
  readonly rows: readonly Placed<Row>[];
  readonly hasNextPage: boolean;
  /** How many rows the whole list has; found when it is asked for. */
  readonly totalCount: Soon<number>;
}

/** The most rows a page may have. */
export const PAGE_ROWS_MAX = 100;

/** The reader asked for a page that there cannot be; `field` names what was wrong with the request. */
export class InvalidPageRequest extends Error {
  override readonly name = 'InvalidPageRequest';
  constructor(
    readonly field: 'first' | 'after',
    message: string,
  ) {
    super(message);
  }
}

/** The number of rows asked for; throws `InvalidPageRequest` where a page cannot have so many. */
export const pageSize = ({ first }: PageRequest): number => {
  if (Number.isInteger(first) && first >= 1 && first <= PAGE_ROWS_MAX) return first;
  throw new InvalidPageRequest('first', `expected a page of 1 to ${PAGE_ROWS_MAX} rows, got ${first}`);
};
