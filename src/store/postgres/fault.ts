import { StoreFault } from '../store-fault';

/** What was under way: making a connection, or a statement that may or may not change something. */
export type Moment = 'connect' | 'read' | 'write';

/**
 * What an error of the driver or the server means for us. The world is at fault (`StoreFault`), or we are: then an
 * `Error`. Neither carries a value, the text of a statement or an address, for the server's own words quote them.
 */
export const postgresFault = (error: unknown, moment: Moment, statement = 'a statement'): Error => {
  const { code, isOfServer, words } = readError(error);
  if (!isOfServer || isLoss(code)) return lossOf(code, moment);
  if (DAMAGED.has(code)) {
    return new StoreFault('CORRUPT', `PostgreSQL finds its data damaged (${code}): restore it from a backup`);
  }
  if (isPassing(code)) return new StoreFault('UNAVAILABLE', `PostgreSQL cannot do this now (${code})`);
  return new StatementRefused(code, `expected PostgreSQL to accept ${statement}, got ${code}${words}`);
};

/** A statement that the server does not accept, with the code of PostgreSQL that says why. */
export class StatementRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** True where the connection cannot be used any more. */
export const isConnectionLost = (error: unknown): boolean => {
  const { code, isOfServer } = readError(error);
  return !isOfServer || isLoss(code);
};

const lossOf = (code: string, moment: Moment): StoreFault => {
  const why = code === '' ? '' : ` (${code})`;
  switch (moment) {
    case 'connect':
      return new StoreFault('UNAVAILABLE', `PostgreSQL cannot be reached${why}`);
    case 'read':
      return new StoreFault('UNAVAILABLE', `the connection to PostgreSQL was lost${why}`);
    case 'write':
      return new StoreFault(
        'OUTCOME_UNKNOWN',
        `the connection to PostgreSQL was lost while writing${why}: repeat the same command`,
      );
  }
};

/** Codes of PostgreSQL, appendix A of its manual. */
const DAMAGED = new Set(['XX001', 'XX002']);
const LOST = /^(08|57P|25P03|25P04)/;
/** Conflict of transactions, lack of resources, lock or statement time-out, disk, standby, no entry, no database. */
const PASSING = /^(40|53|55|57|58|25006|28|3D)/;

const isLoss = (code: string): boolean => LOST.test(code);
const isPassing = (code: string): boolean => PASSING.test(code);

interface ReadError {
  readonly code: string;
  readonly isOfServer: boolean;
  readonly words: string;
}

/** By its properties: an error of the driver is not an `Error` of every realm (tests run in one of their own). */
const readError = (error: unknown): ReadError => {
  const known = typeof error === 'object' && error !== null ? (error as DriverError) : {};
  const code = known.code ?? '';
  // Only what the server sends has a severity; EPIPE alone would pass for a code of its own.
  if (known.severity === undefined) return { code, isOfServer: false, words: '' };
  // Words about the text of a statement, and our own; all others may quote a value.
  const harmless = code.startsWith('42') || code === 'P0001';
  const words = [known.constraint && ` (${known.constraint})`, harmless && `: ${known.message}`];
  return { code, isOfServer: true, words: words.filter(Boolean).join('') };
};

interface DriverError {
  readonly code?: string;
  readonly severity?: string;
  readonly constraint?: string;
  readonly message?: string;
}
