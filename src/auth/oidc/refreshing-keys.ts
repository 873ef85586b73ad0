import { errors, type JWTVerifyGetKey } from 'jose';
import { KeysUnavailable } from './key-set';

/** Brings the keys as they are now; throws where they cannot be had. */
export type LoadKeys = () => Promise<JWTVerifyGetKey>;

/** How long keys are used, and how often they are asked for. */
export interface KeyTimes {
  /** Keys younger than this are used without a look whether they have changed. */
  readonly freshMs: number;
  /** The least time between two loads, whatever brings them about and however they end. */
  readonly cooldownMs: number;
  /** Keys older than this are no longer used, even where newer ones cannot be had. */
  readonly staleMs: number;
}

/**
 * Keys fetched over the network: a fetch at most every half minute, and an hour of an issuer’s outage is
 * survived.
 */
export const FETCHED: KeyTimes = { freshMs: 300_000, cooldownMs: 30_000, staleMs: 3_600_000 };
/** Keys in a file: the minute bridges a file that is being rewritten. */
export const FROM_FILE: KeyTimes = { freshMs: 5_000, cooldownMs: 1_000, staleMs: 60_000 };

/**
 * Keys that are loaded again when they have aged or a token names one that is not there. jose's own remote
 * set counts its cooldown from the last success only, so that in an outage each token would send a request;
 * here every attempt counts (docs/decisions.md).
 */
export const refreshingKeys = (
  load: LoadKeys,
  { freshMs, cooldownMs, staleMs }: KeyTimes,
  onFault: (fault: unknown) => void,
  nowMs: () => number = Date.now,
): JWTVerifyGetKey => {
  let kept: { readonly keys: JWTVerifyGetKey; readonly loadedMs: number } | undefined;
  let attemptedMs = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;

  const ageMs = (): number => (kept === undefined ? Number.POSITIVE_INFINITY : nowMs() - kept.loadedMs);
  const loadOnce = async (): Promise<void> => {
    attemptedMs = nowMs();
    try {
      kept = { keys: await load(), loadedMs: attemptedMs };
    } catch (fault) {
      onFault(fault);
    } finally {
      loading = undefined;
    }
  };
  const refresh = async (): Promise<void> => {
    if (loading === undefined && nowMs() - attemptedMs >= cooldownMs) loading = loadOnce();
    await loading;
  };
  const current = (): JWTVerifyGetKey => {
    if (kept === undefined || ageMs() > staleMs)
      throw new KeysUnavailable('Expected the keys of the issuer, got none');
    return kept.keys;
  };

  return async (header, token) => {
    if (ageMs() > freshMs) await refresh();
    const before = current();
    try {
      return await before(header, token);
    } catch (fault) {
      if (!(fault instanceof errors.JWKSNoMatchingKey)) throw fault;
      await refresh();
      const after = current();
      if (after === before) throw fault;
      return after(header, token);
    }
  };
};
