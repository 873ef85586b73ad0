import type { SubjectKey } from './key-ring';

/** The most keys that are kept unwrapped in memory. */
export const KEYS_CACHED_MAX = 20_000;

/** The keys used last; the one used longest ago makes room. */
export class KeyCache<Key = SubjectKey> {
  private readonly keys = new Map<string, Key>();

  constructor(private readonly keysMax: number = KEYS_CACHED_MAX) {}

  get(subject: string): Key | undefined {
    const key = this.keys.get(subject);
    if (key === undefined) return undefined;
    this.keys.delete(subject);
    this.keys.set(subject, key);
    return key;
  }

  put(subject: string, key: Key): void {
    this.keys.delete(subject);
    this.keys.set(subject, key);
    if (this.keys.size <= this.keysMax) return;
    for (const oldest of this.keys.keys()) {
      this.keys.delete(oldest);
      return;
    }
  }

  drop(subject: string): void {
    this.keys.delete(subject);
  }

  dropAll(): void {
    this.keys.clear();
  }
}
