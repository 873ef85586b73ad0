import type { EventLog } from '../store/event-log';

/**
 * Tells a repeated command from another one under the same key. Keyed, because a command may hold personal data and a
 * plain hash of a name or an address can be guessed.
 */
export const contentDigest = (log: EventLog, content: unknown): string => log.digest(stableJson(content));

/** JSON with sorted keys, so that the same content reads the same. Content is JSON already: no dates, no classes. */
export const stableJson = (content: unknown): string => JSON.stringify(inOrder(content));

const inOrder = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const names = Object.keys(value).sort();
  // Its type has no index signature; it is read by its own names only.
  const parts = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(names.map((name) => [name, inOrder(parts[name])]));
};
