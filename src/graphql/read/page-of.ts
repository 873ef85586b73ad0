import type { PageRequest } from '../../../projections/page';
import type { PageArgs } from '../inputs/read-args';

/** The page that the arguments ask for. */
export const pageOf = ({ first, after }: PageArgs): PageRequest =>
  typeof after === 'string' ? { first, after } : { first };

/** What tells a page from others of the same list. */
export const pageName = ({ first, after }: PageArgs): string => `${first} ${after ?? ''}`;
