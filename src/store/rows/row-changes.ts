import type { Tables } from './model';
import type { SqlValue } from './sql-value';

/**
 * What a batch makes of the tables of a model. No key stands in two of `removed`, `added` and `replaced`, and no
 * counter twice at a position.
 */
export interface RowChanges {
  readonly tables: Tables;
  /** Stored rows that no longer hold from a position on: each moves to the history as it stands. */
  readonly superseded: readonly { readonly key: string; readonly validTo: number }[];
  /** Further rows of the history: a value for every column, in its order. */
  readonly passed: readonly (readonly SqlValue[])[];
  readonly removed: readonly string[];
  readonly added: readonly (readonly SqlValue[])[];
  readonly replaced: readonly Replaced[];
  readonly counted: readonly Counted[];
  /** Absent where the model has no words. */
  readonly words?: WordsChanges;
}

/** A live row with another body: a value for every column, and the declared columns that are others than before. */
export interface Replaced {
  readonly row: readonly SqlValue[];
  readonly changed: readonly string[];
}

/** A counter grows by so much at a position, in the order of the positions. */
export interface Counted {
  readonly name: string;
  readonly position: number;
  readonly by: number;
}

/** What a batch makes of the words of rows: some no longer hold, others begin to. */
export interface WordsChanges {
  /** Holds no longer from `position` on. */
  readonly ended: readonly { readonly key: string; readonly position: number }[];
  readonly begun: readonly {
    readonly key: string;
    readonly validFrom: number;
    readonly validTo: number;
    readonly words: string;
  }[];
}
