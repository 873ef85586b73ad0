/** How long the store waits for the server. */
export interface Timings {
  /**
   * How long a call may be without a sign of life before it is repeated over a new connection, and how long a
   * subscription may take to be confirmed; each time as much longer, so that a connection that is slow to come does
   * come. A new client needs half a second to read first.
   */
  readonly silenceMs: number;
  /** How long a call is repeated before it is given up; an election of a leader takes a few seconds. */
  readonly patienceMs: number;
}

/** The client waits without end for some answers (a batch append, a read), so every call has its own time. */
export const TIMINGS: Timings = { silenceMs: 5_000, patienceMs: 15_000 };

/** How long to wait before a call is repeated; the time doubles up to the most. */
export const RETRY_DELAY_MS = 50;
export const RETRY_DELAY_MS_MAX = 1_000;
