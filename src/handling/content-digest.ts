import type { EventLog } from '../store/event-log';

/**
 * Tells a repeated command from another one under the same key. Keyed, because a command may hold personal data and a
 * plain hash of a name or an address can be guessed.
 */
export const contentDigest = (log: EventLog, content: unknown): string => log.digest(stableJson(content));

/** JSON with sorted keys, so that the same content always reads the same. */
const stableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
