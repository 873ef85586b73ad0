import type { Actor } from '../../domain/actor';
import { REFUSAL_COST, SPENDERS_REMEMBERED_MAX } from './bounds';
import type { Limits } from './limits';
import { createTokenBuckets, type TokenBuckets } from './token-buckets';

/** Who pays for a request: its actor, or the address where no good token came with it. */
export interface Payer {
  readonly actor?: Pick<Actor, 'kind' | 'id'> | undefined;
  readonly address: string;
}

/** The rate of requests, measured by what they cost. */
export interface RateLimit {
  /** Seconds to wait before anything is looked at; undefined where the payer has something left. */
  waitSeconds(payer: Payer): number | undefined;
  /** Pays for an operation; where the payer has too little left it answers how many seconds to wait. */
  charge(payer: Payer, cost: number): number | undefined;
}

/** Bounds what actors, and addresses of strangers, may spend; neither can spend what is the other's. */
export const createRateLimit = (limits: Limits, now: () => number = () => performance.now()): RateLimit => {
  const common = { spendersMax: SPENDERS_REMEMBERED_MAX, now };
  const actors = createTokenBuckets({ ...common, perSecond: limits.ratePerSecond, burst: limits.rateBurst });
  const strangers = createTokenBuckets({
    ...common,
    perSecond: limits.strangerRatePerSecond,
    burst: limits.strangerRateBurst,
  });
  // An actor whose token is remembered is the same object each time, and asks again and again.
  const purses = new WeakMap<object, Purse>();
  const purseOf = ({ actor, address }: Payer): Purse => {
    if (actor === undefined) return { buckets: strangers, spender: address, burst: limits.strangerRateBurst };
    const known = purses.get(actor);
    if (known !== undefined) return known;
    const purse = { buckets: actors, spender: payerKey({ actor, address }), burst: limits.rateBurst };
    purses.set(actor, purse);
    return purse;
  };
  return {
    waitSeconds: (payer) => waitFor(purseOf(payer), 1),
    charge: (payer, cost) => {
      const purse = purseOf(payer);
      // What costs more than a full bucket holds is paid by a full one: else it could never be run.
      const wait = waitFor(purse, Math.min(cost, purse.burst));
      purse.buckets.spend(purse.spender, wait === undefined ? cost : REFUSAL_COST);
      return wait;
    },
  };
};

/** The one word for a payer in maps: actors of one id but another kind are others. */
export const payerKey = ({ actor, address }: Payer): string =>
  actor === undefined ? `address ${address}` : `actor ${actor.kind} ${actor.id}`;

interface Purse {
  readonly buckets: TokenBuckets;
  readonly spender: string;
  readonly burst: number;
}

const waitFor = ({ buckets, spender }: Purse, amount: number): number | undefined => {
  const ms = buckets.waitMs(spender, amount);
  return ms <= 0 ? undefined : Math.max(1, Math.ceil(ms / 1_000));
};
