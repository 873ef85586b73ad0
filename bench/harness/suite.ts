import type { TierName } from '../data/tiers';

/** What one round of one contender measured, by the name of the figure. */
export type Figures = Readonly<Record<string, number>>;

/** The product itself, somebody else's product, or what the machine could do at best. */
export type Kind = 'product' | 'peer' | 'limit';

/** What a figure must be: at least so many times as good as another contender's, or within a bound. */
export type Goal =
  | { readonly contender: string; readonly times: number; readonly against: string }
  | { readonly contender: string; readonly atMost: number }
  | { readonly contender: string; readonly atLeast: number };

/** One figure of a row. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly goals?: readonly Goal[];
}

/** One piece of work that all who take part do in the same run. */
export interface Row {
  readonly name: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  /**
   * A round is the work from its beginning to its end, in a fresh process or from an empty model, however long that takes:
   * there is no warm-up, and there are no more rounds than `ROUNDS_MIN`.
   */
  readonly isWholeRun?: boolean;
}

/** Who takes part, started and ready. */
export interface Contender {
  readonly name: string;
  readonly kind: Kind;
  /** The rows it takes part in. */
  readonly rows: readonly string[];
  /** What it answers to the question of the row; all that have an answer must have the same. */
  readonly answer?: (row: string) => Promise<unknown>;
  /** Does the row's work for about so long and says what came out. */
  readonly round: (row: string, ms: number) => Promise<Figures>;
  /** Told before the row is measured, for what is to be made ready outside of the measured time. */
  readonly ready?: (row: string) => Promise<void>;
}

/** The contenders of a suite while it runs. */
export interface OpenSuite {
  readonly contenders: readonly Contender[];
  /** Said below the table: who did not take part, and why. */
  readonly notes?: readonly string[];
  close(): Promise<void>;
}

/** Rows that are measured with the same processes. */
export interface Suite {
  readonly name: string;
  readonly rows: readonly Row[];
  open(setting: Setting, rows: readonly string[]): Promise<OpenSuite>;
}

export type Mode = 'tiny' | 'quick' | 'full';

/** How much is measured. */
export interface Setting {
  readonly mode: Mode;
  readonly rounds: number;
  readonly roundMs: number;
  readonly warmUpMs: number;
  /** The data of servers; by the mode where absent. */
  readonly tier?: TierName;
  /** Also what takes an hour: tier L, ten million events. */
  readonly large: boolean;
  /** Whether the peers are installed; without them the product is measured against the limits only. */
  readonly peers: boolean;
  /** A folder of this run; gone after it. */
  readonly folder: string;
  /** Data made once for many runs. */
  readonly kept: string;
}

/** The fewest rounds from which a median and a spread are told; `tiny` only shows that a row works. */
export const ROUNDS_MIN = 5;

/** The settings of the three modes. */
export const SETTINGS = {
  tiny: { rounds: 1, roundMs: 40, warmUpMs: 0 },
  quick: { rounds: ROUNDS_MIN, roundMs: 150, warmUpMs: 300 },
  full: { rounds: 7, roundMs: 2_000, warmUpMs: 2_000 },
} as const satisfies Readonly<Record<Mode, object>>;
