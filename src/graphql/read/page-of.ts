import type { PageRequest } from '../../../projections/page';
import type { PageArgs } from '../inputs/read-args';
import { present } from '../present';

/** The page that the arguments ask for. */
export const pageOf = ({ first, after }: PageArgs): PageRequest => present({ first, after });
