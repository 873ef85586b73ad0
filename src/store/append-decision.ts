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
  const conflict: Conflict = {
    outcome: 'conflict',
    expected,
    actual: stream.revision < 0 ? 'none' : stream.revision,
  };
  if (expected === 'exists' && stream.revision < 0) return conflict;
  if (expected === 'any' || expected === 'exists') return decideByIds(eventIds, stream, conflict);
  return decideByRevision(expected === 'none' ? -1 : expected, eventIds, stream, conflict);
};

/** All ids known: a retry. None: new. Some: neither, and nothing is written. */
const decideByIds = (
  eventIds: readonly string[],
  stream: StreamState,
  conflict: Conflict,
): AppendDecision => {
  const revisions = eventIds.map((id) => stream.revisionOf(id)).filter((revision) => revision !== undefined);
  if (revisions.length === 0) return { outcome: 'write' };
  const last = revisions.at(-1);
  return revisions.length === eventIds.length && last !== undefined
    ? { outcome: 'replay', revision: last }
    : conflict;
};

/** Behind the tip an append is the retry of what stands there under the same ids, however much came later. */
const decideByRevision = (
  revision: number,
  eventIds: readonly string[],
  stream: StreamState,
  conflict: Conflict,
): AppendDecision => {
  if (revision === stream.revision) return { outcome: 'write' };
  const last = revision + eventIds.length;
  if (last > stream.revision) return conflict;
  const standing = stream.idsFrom(revision + 1, eventIds.length);
  return eventIds.every((id, index) => id === standing[index])
    ? { outcome: 'replay', revision: last }
    : conflict;
};
