import { createHash, type Hash } from 'node:crypto';
import type { AnyProjection } from '../../../projections/projection';
import { tablesOf } from './model';
import { modelState } from './model-state';
import type { HeldRows } from './row-store';
import type { SqlRow } from './work';

/** Whether two copies of a model say the same, by digest (SHA-256, hex). */
export interface Comparison {
  readonly same: boolean;
  /** Live rows of the first copy. */
  readonly rows: number;
  readonly digest: string;
  readonly replayDigest: string;
  /** The first key, in order, under which they differ; of a counter, its name. */
  readonly firstDifference?: string;
}

/** Compares every table of a model in one store with that in another, row by row. */
export const compareCopies = async (
  projection: AnyProjection,
  served: HeldRows,
  replayed: HeldRows,
): Promise<Comparison> => {
  const digests = [createHash('sha256'), createHash('sha256')] as const;
  let firstDifference: string | undefined;
  let rows = 0;
  const replayedTables = await comparedTables(projection, replayed);
  for (const [index, table] of (await comparedTables(projection, served)).entries()) {
    const left = entries(served, table);
    const right = entries(replayed, replayedTables[index]);
    for await (const [one, other] of pairs(left, right)) {
      if (one !== undefined) absorb(digests[0], one);
      if (other !== undefined) absorb(digests[1], other);
      if (one !== undefined && index === 0) rows += 1;
      if (one?.text !== other?.text) firstDifference ??= lowest(one?.key, other?.key);
    }
  }
  const [digest, replayDigest] = [digests[0].digest('hex'), digests[1].digest('hex')];
  const compared = { same: digest === replayDigest, rows, digest, replayDigest };
  return firstDifference === undefined ? compared : { ...compared, firstDifference };
};

interface Entry {
  readonly key: string;
  readonly text: string;
}

interface ComparedTable {
  readonly name: string;
  readonly columns: string;
  readonly order: string;
}

/** The tables that hold what a model says; live rows first. */
const comparedTables = async (
  projection: AnyProjection,
  rows: HeldRows,
): Promise<readonly ComparedTable[]> => {
  const { copy } = await rows.read(() => modelState(projection));
  const { live, history, tallies, words } = tablesOf(projection, copy);
  const columns = ['key', 'valid_from', 'body', ...Object.keys(projection.columns)].join(', ');
  return [
    { name: live.name, columns, order: 'key' },
    { name: history.name, columns: `${columns}, valid_to`, order: 'key, valid_from' },
    { name: tallies.name, columns: 'name AS key, valid_from, value', order: 'name, valid_from' },
    ...(projection.words === undefined
      ? []
      : [{ name: words, columns: 'key, valid_from, valid_to, length', order: 'key, valid_from' }]),
  ];
};

async function* entries(rows: HeldRows, table: ComparedTable | undefined): AsyncGenerator<Entry, undefined> {
  if (table === undefined) return;
  const { name, columns, order } = table;
  for await (const some of rows.iterate(`SELECT ${columns} FROM ${name} ORDER BY ${order}`)) {
    for (const row of some) yield { key: String(row.key), text: textOf(row) };
  }
}

/** The same text for the same row, in whatever order the members of its body were once set. */
const textOf = ({ body, ...values }: SqlRow): string =>
  JSON.stringify([values, typeof body === 'string' ? JSON.parse(body) : null], (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

async function* pairs(
  left: AsyncIterator<Entry, undefined>,
  right: AsyncIterator<Entry, undefined>,
): AsyncGenerator<readonly [Entry | undefined, Entry | undefined]> {
  for (;;) {
    const pair = [(await left.next()).value, (await right.next()).value] as const;
    if (pair[0] === undefined && pair[1] === undefined) return;
    yield pair;
  }
}

const absorb = (digest: Hash, { text }: Entry): void => {
  digest.update(text).update('\n');
};

const lowest = (one: string | undefined, other: string | undefined): string | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
};
