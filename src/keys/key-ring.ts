import type { MadeKey } from './made-key';

/** A person's key: 32 bytes for AES-256-GCM, with the version that is part of what it seals. */
export interface SubjectKey {
  readonly version: number;
  readonly bytes: Buffer;
}

/** Finds keys without waiting: what is sealed in an event opens when it is first read. */
export interface KeyFinder {
  /** The key, or `undefined` where it was destroyed (a tombstone stands in its place). Throws where it is unknown. */
  find(subject: string): SubjectKey | undefined;
}

/** Keys of the people in the log, kept apart from it. */
export interface KeyRing {
  /** The keys of these subjects, made and made durable where there was none. A destroyed key is a `KeyDestroyed`. */
  ensure(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKey>>;
  /**
   * A key for a subject of whom nothing is known here, to be stored with what it seals; undefined where one may be
   * known. Absent where keys are not kept beside the log.
   */
  make?(subject: string): MadeKey | undefined;
  /**
   * Finds the keys of these subjects for as long as the caller keeps it, whatever else is asked for meanwhile; a key
   * that is destroyed later is not found any more. Who can look keys up at once need not ask who the subjects are.
   */
  load(subjects: () => Iterable<string>): KeyFinder | Promise<KeyFinder>;
  /** Makes everything sealed for the subject unreadable, for good. */
  destroy(subject: string): Promise<void>;
  /** HMAC-SHA-256 (hex) under the ring's own index key. */
  hash(value: string): string;
  close(): void | Promise<void>;
}
