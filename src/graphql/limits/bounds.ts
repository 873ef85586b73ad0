/** The most mutations in one request: one command, one answer. */
export const MUTATIONS_MAX = 1;
/** The most errors one answer lists. */
export const ERRORS_MAX = 10;
/** The most documents whose checks are remembered. */
export const DOCUMENTS_REMEMBERED_MAX = 500;
/** The most weights of one operation that are remembered: as many as it has been asked for with other page sizes. */
export const WEIGHTS_REMEMBERED_MAX = 32;
/** The largest page size that counts; larger ones are refused by the schema. */
export const PAGE_SIZE_MAX = 100;
/** How many items a list without pages counts for: channels, roles and affiliations of a contact are few. */
export const UNPAGED_ITEMS = 5;
/** What a mutation costs beside its fields: it reads, decides and waits for the disk. */
export const MUTATION_COST = 10;
/** What a request costs its sender that is not run: it has been read and checked all the same. */
export const REFUSAL_COST = 10;
/** The most actors, and the most addresses, whose spending is remembered. */
export const SPENDERS_REMEMBERED_MAX = 10_000;
/** How deep variables may nest: no input of the schema comes near it. */
export const VARIABLES_DEPTH_MAX = 20;
/** The most documents that can be trusted, and the most bytes of all of them. */
export const TRUSTED_DOCUMENTS_MAX = 10_000;
export const TRUSTED_BYTES_MAX = 20_000_000;
/** The most events of a subscription that are sent together: they may wait in memory for a reader that is slow. */
export const PORTION_EVENTS_MAX = 16;
