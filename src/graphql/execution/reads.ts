/** Under this name a context has what notes its reads; absent where each showing has to be told of. */
export const READS = Symbol('reads');

/** What a text rests on beside its source: all that was read for it. */
export interface Basis {
  /** How many things these are. */
  readonly size: number;
}

/** Notes what is read while a text is made, so that it can be told later whether the text still holds. */
export interface Reads {
  /** Begins to note; whatever was noted before is noted on after `end`. */
  begin(): void;
  /** What was read since `begin`; undefined where it could not be told whether it is still the same. */
  end(): Basis | undefined;
  /** Whether everything would be read as it was, by the one who asks now and in the state that the source is of. */
  holds(basis: Basis, source: unknown): boolean;
}

/** What notes the reads of a context, where something does. */
export const readsOf = (context: unknown): Reads | undefined =>
  (context as { readonly [READS]?: Reads } | null | undefined)?.[READS];
