/** A person's key: 32 bytes for AES-256-GCM, with the version that is part of what it seals. */
export interface SubjectKey {
  readonly version: number;
  readonly bytes: Buffer;
}

/** Keys of the people in the log, kept apart from it (design.md, section 3). */
export interface KeyRing {
  /** The keys of these subjects, made and made durable where there was none. A destroyed key is a `KeyDestroyed`. */
  ensure(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKey>>;
  /** The key, or `undefined` where it was destroyed (a tombstone stands in its place). Throws where it is unknown. */
  find(subject: string): SubjectKey | undefined;
  /** Makes everything sealed for the subject unreadable, for good. */
  destroy(subject: string): Promise<void>;
  /** HMAC-SHA-256 (hex) under the ring's own index key. */
  hash(value: string): string;
  close(): void;
}
