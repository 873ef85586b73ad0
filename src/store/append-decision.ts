import type { Conflict, Expected } from './event-store';

/** What a decision may ask about the stream; `revision` is -1 where the stream does not exist. */
export interface StreamState {
  readonly revision: number;
  /** Ids of the events from `first` on, at most `count`. */
  idsFrom(first: number, count: number): readonly string[];
  /** Revision of the last event with this id that the same command recorded in the stream. */
  revisionOf(eventId: string): number | undefined;
}

/** Write after the last event; or answer the earlier append whose last event has this revision; or conflict. */
export type AppendDecision =
  | { readonly outcome: 'write' }
  | { readonly outcome: 'replay'; readonly revision: number }
  | Conflict;

/** Which of the three an append is: the same table for every store that decides by itself. */
export const decideAppend = (
  expected: Expected,
  eventIds: readonly string[],
  stream: StreamState,
): AppendDecision => {
  if (expected === 'exists' && stream.revision < 0) return conflictOf(expected, stream);
  if (expected === 'any' || expected === 'exists') return decideByIds(expected, eventIds, stream);
  return decideByRevision(expected, eventIds, stream);
};

const conflictOf = (expected: Expected, { revision }: StreamState): Conflict => ({
  outcome: 'conflict',
  expected,
  actual: revision < 0 ? 'none' : revision,
});

/** All ids known: a retry. None: new. Some: neither, and nothing is written. */
const decideByIds = (
  expected: Expected,
  eventIds: readonly string[],
  stream: StreamState,
): AppendDecision => {
  const revisions = eventIds.map((id) => stream.revisionOf(id)).filter((revision) => revision !== undefined);
  if (revisions.length === 0) return { outcome: 'write' };
  const last = revisions.at(-1);
  return revisions.length === eventIds.length && last !== undefined
    ? { outcome: 'replay', revision: last }
    : conflictOf(expected, stream);
};

/** Behind the tip an append is the retry of what stands there under the same ids, however much came later. */
const decideByRevision = (
  expected: number | 'none',
  eventIds: readonly string[],
  stream: StreamState,
): AppendDecision => {
  const revision = expected === 'none' ? -1 : expected;
  if (revision === stream.revision) return { outcome: 'write' };
  const last = revision + eventIds.length;
  if (last > stream.revision) return conflictOf(expected, stream);
  const standing = stream.idsFrom(revision + 1, eventIds.length);
  return eventIds.every((id, index) => id === standing[index])
    ? { outcome: 'replay', revision: last }
    : conflictOf(expected, stream);
};
