import { EVENTS_PER_READ_MAX, type LogFilter, type LogRange, type StreamRange } from './event-store';
import { refuseValue } from './json-text';

/** The most values one filter may name. */
export const FILTER_VALUES_MAX = 1_000;

/** A range of revisions, both ends inclusive, with every default filled in. */
export interface StreamBounds {
  readonly lowest: number;
  readonly highest: number;
  readonly backwards: boolean;
  readonly limit: number;
}

/** The bounds a stream is read within; throws `INVALID` where a number is not one. */
export const streamBounds = ({ from, to, backwards = false, limit }: StreamRange): StreamBounds => {
  const [lowest = 0, highest = Number.MAX_SAFE_INTEGER] = backwards ? [to, from] : [from, to];
  requireCount(lowest, 'revision');
  requireCount(highest, 'revision');
  return { lowest, highest, backwards, limit: limitOf(limit) };
};

/** A range of the log, both ends inclusive, with every default filled in. */
export interface LogBounds extends LogFilter {
  readonly after: number;
  readonly until: number;
  readonly limit: number;
}

/** The bounds the log is read within, given where it ends now. */
export const logBounds = ({ after, until, limit, types, streams }: LogRange, head: number): LogBounds => {
  requireCount(after, 'after');
  if (until !== undefined) requireCount(until, 'until');
  requireFilter(types, 'types');
  requireFilter(streams, 'streams');
  return {
    after,
    until: Math.min(until ?? head, head),
    limit: limitOf(limit),
    ...(types && { types }),
    ...(streams && { streams }),
  };
};

/** Milliseconds since 1970 of an ISO instant; throws `INVALID` where it is none. */
export const millisecondsOf = (instant: string): number => {
  const milliseconds = Date.parse(instant);
  return Number.isNaN(milliseconds) ? refuseValue('recordedAt', 'an ISO instant') : milliseconds;
};

const limitOf = (limit: number = EVENTS_PER_READ_MAX): number => {
  if (!Number.isSafeInteger(limit) || limit < 1) refuseValue('limit', 'a whole number from 1 on');
  return Math.min(limit, EVENTS_PER_READ_MAX);
};

const requireCount = (value: number, name: string): void => {
  if (!Number.isSafeInteger(value) || value < 0) refuseValue(name, 'a whole number from 0 on');
};

const requireFilter = (values: readonly string[] | undefined, name: string): void => {
  if (values !== undefined && values.length > FILTER_VALUES_MAX) {
    refuseValue(name, `at most ${FILTER_VALUES_MAX} values`);
  }
};
