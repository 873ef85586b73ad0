/**
 * Spreadsheets run a cell that begins like a formula, and names come from strangers. An export puts an
 * apostrophe before such a cell, which spreadsheets show as text, and an import takes it off again. A phone
 * number is left as it is: a plus sign with digits cannot do anything. /
 */
export const guarded = (cell: string): string =>
  FORMULA_LIKE.test(cell) && !PHONE_LIKE.test(cell) ? `'${cell}` : cell;

/** The cell as it was before an export guarded it. */
export const unguarded = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell);

const FORMULA_LIKE = /^'*[=+\-@\t\r]/;
const PHONE_LIKE = /^[+-][\d ()./-]*$/;
const GUARDED = /^'+[=+\-@\t\r]/;
