/** The most records that wait to be written; what comes then is not recorded, and a read is refused. */
export const RECORDS_WAITING_MAX = 10_000;
/** The most records that share one commit. */
export const RECORDS_PER_COMMIT_MAX = 500;
/** How long a denial may wait for others: its answer must not tell by its time that something was recorded. */
export const DENIAL_DELAY_MS = 20;
/** How long denials of those who were not let in are counted together. */
export const COUNTED_WINDOW_MS = 1_000;
/** The most kinds of such denials that are counted at once. */
export const COUNTED_KINDS_MAX = 200;
/** The most subject ids that one record names; beyond it a count and a digest stand for all. */
export const SUBJECTS_NAMED_MAX = 100;
/** The most subjects of one operation that are kept until it is recorded. */
export const SUBJECTS_PER_OPERATION_MAX = 10_000;
/** The most records of a page. */
export const RECORDS_PER_PAGE_MAX = 100;
/** How far the records that a filter finds are counted. */
export const RECORDS_COUNTED_MAX = 100_000;
/** How many of the last records are checked at each start. */
export const TAIL_RECORDS_CHECKED = 1_000;
/** The most findings of a check that are told. */
export const FINDINGS_MAX = 10;
/** How many days records are kept where nothing else is set. */
export const RETENTION_DAYS_DEFAULT = 1_095;
/** How often records that are too old are looked for. */
export const RETENTION_INTERVAL_MS = 3_600_000;
/** The most records that one look removes. */
export const RECORDS_REMOVED_MAX = 10_000;
