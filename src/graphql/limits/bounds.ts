/** The most lexical tokens of a document. */
export const TOKENS_MAX = 2_000;
/** The deepest nesting of fields; introspection has a bound of its own in graphql-js. */
export const DEPTH_MAX = 15;
/** The most aliases in a document, `__typename` included. */
export const ALIASES_MAX = 30;
/** The most fields an operation may ask for, once every page size is multiplied out. */
export const COST_MAX = 20_000;
/** The most mutations in one request: one command, one answer. */
export const MUTATIONS_MAX = 1;
/** The most errors one answer lists. */
export const ERRORS_MAX = 10;
/** The most documents whose checks are remembered. */
export const DOCUMENTS_REMEMBERED_MAX = 500;
/** The largest page size that counts; larger ones are refused by the schema. */
export const PAGE_SIZE_MAX = 100;
