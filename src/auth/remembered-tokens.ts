/** The most tokens that are remembered. */
export const TOKENS_REMEMBERED_MAX = 2_000;

interface Remembered<Verified> {
  readonly key: unknown;
  readonly verified: Verified;
}

/**
 * Tokens whose signature was found good, so that it is not computed anew for each request of a client. A
 * token counts as known only with the very key it was checked with, as that is now, and before it ends: keys
 * that were fetched anew, or an end by its own word or its age, have it checked from the beginning. What has
 * become of the person since is not remembered here: it is asked for each request.
 */
export class RememberedTokens<Verified extends { readonly expiresAtMs: number }> {
  private readonly tokens = new Map<string, Remembered<Verified>>();

  constructor(private readonly tokensMax: number = TOKENS_REMEMBERED_MAX) {}

  /** The same with a key that must be asked for, which it is only where the token is remembered. */
  async find(token: string, keyNow: () => unknown): Promise<Verified | undefined> {
    return this.tokens.has(token) ? this.findWith(token, await keyNow()) : undefined;
  }

  /** What the token says, if it has not ended and the key that it names now is the one it was checked with. */
  findWith(token: string, key: unknown): Verified | undefined {
    const known = this.tokens.get(token);
    if (known === undefined) return undefined;
    if (Date.now() < known.verified.expiresAtMs && key === known.key) return known.verified;
    this.tokens.delete(token);
    return undefined;
  }

  keep(token: string, key: unknown, verified: Verified): Verified {
    this.tokens.set(token, { key, verified });
    if (this.tokens.size <= this.tokensMax) return verified;
    for (const oldest of this.tokens.keys()) {
      this.tokens.delete(oldest);
      break;
    }
    return verified;
  }
}
