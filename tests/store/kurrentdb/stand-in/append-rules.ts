/** The state of a stream that an append needs. */
export type Expectation = number | 'no_stream' | 'any' | 'stream_exists';

/** What decides an append. */
export interface AppendState<Entry extends { readonly id: string; readonly revision: number }> {
  readonly records: readonly Entry[];
  readonly recentIds: ReadonlyMap<string, Entry>;
  readonly isTombstoned: boolean;
  readonly isSoftDeleted: boolean;
  readonly hasMetadata: boolean;
}

type Decision<Entry> =
  | { readonly outcome: 'write' }
  | { readonly outcome: 'replay'; readonly record: Entry }
  | { readonly outcome: 'wrong-expected-version'; readonly current: number }
  | { readonly outcome: 'stream-deleted' };

/** The table by which a server takes an append, finds it done before, or refuses it. */
export const decideAppend = <Entry extends { readonly id: string; readonly revision: number }>(
  expected: Expectation,
  ids: readonly string[],
  state: AppendState<Entry>,
): Decision<Entry> => {
  const current = state.records.length - 1;
  if (state.isTombstoned) return { outcome: 'stream-deleted' };
  if (expected === 'stream_exists') {
    if (state.isSoftDeleted) return { outcome: 'stream-deleted' };
    if (current < 0 && !state.hasMetadata) return { outcome: 'wrong-expected-version', current };
  }
  if (expected === 'any' || expected === 'stream_exists') return byRecentIds(ids, state);
  return byRevision(expected === 'no_stream' ? -1 : expected, ids, state);
};

const byRecentIds = <Entry extends { readonly id: string; readonly revision: number }>(
  ids: readonly string[],
  { records, recentIds }: AppendState<Entry>,
): Decision<Entry> => {
  const [first = ''] = ids;
  if (!recentIds.has(first)) return { outcome: 'write' };
  const last = recentIds.get(ids.at(-1) ?? '');
  return ids.every((id) => recentIds.has(id)) && last !== undefined
    ? { outcome: 'replay', record: last }
    : { outcome: 'wrong-expected-version', current: records.length - 1 };
};

const byRevision = <Entry extends { readonly id: string; readonly revision: number }>(
  expected: number,
  ids: readonly string[],
  { records, isSoftDeleted }: AppendState<Entry>,
): Decision<Entry> => {
  const current = records.length - 1;
  if (expected === current) return { outcome: 'write' };
  const standing = records.slice(expected + 1, expected + 1 + ids.length);
  const last = standing.at(-1);
  if (last !== undefined && ids.every((id, index) => standing[index]?.id === id)) {
    return { outcome: 'replay', record: last };
  }
  if (expected === -1 && isSoftDeleted && standing[0]?.id !== ids[0]) return { outcome: 'write' };
  return { outcome: 'wrong-expected-version', current };
};
