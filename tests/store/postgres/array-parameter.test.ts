import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
  bigintArray,
  byteaArray,
  intArray,
  textArray,
  uuidArray,
} from '../../../src/store/postgres/array-parameter';
import type { Queries } from '../../../src/store/postgres/database';
import { freshPostgres } from './fresh-postgres';

const { open } = freshPostgres();
const RUNS = 60;

/** What the server understands, in its own words. */
const understoodBy =
  ({ query }: Queries) =>
  async (type: string, array: Buffer): Promise<unknown> =>
    (await query<{ json: unknown }>(`SELECT to_jsonb($1::${type}[]) AS json`, [array]))[0]?.json;

const lists = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: 1, maxLength: 20 });

test('the server reads a list of texts as it was, and nothing where there is none', async () => {
  const understood = understoodBy(await open());
  const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'));
  const odd = fc.constantFrom('', '"', '\\', '{a,b}', 'NULL', 'Inés', '😀', '日本');
  await fc.assert(
    fc.asyncProperty(lists(fc.oneof(text, odd, fc.constant(null))), async (values) => {
      expect(await understood('text', textArray(values))).toEqual(values);
    }),
    { numRuns: RUNS },
  );
});

test('the server reads safe integers of either sign', async () => {
  const understood = understoodBy(await open());
  const odd = fc.constantFrom(0, -1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, -(2 ** 32), Number.MAX_SAFE_INTEGER);
  await fc.assert(
    fc.asyncProperty(lists(fc.oneof(fc.maxSafeInteger(), odd)), async (values) => {
      expect(await understood('bigint', bigintArray(values))).toEqual(values);
    }),
    { numRuns: RUNS },
  );
  const ints = [0, -1, 2 ** 31 - 1, -(2 ** 31)];
  expect(await understood('int', intArray(ints))).toEqual(ints);
});

test('the server reads bytes, none of them too', async () => {
  const understood = understoodBy(await open());
  const values = [Buffer.from([0, 255, 92, 34]), Buffer.alloc(0), Buffer.alloc(60, 7)];
  expect(await understood('bytea', byteaArray(values))).toEqual(
    values.map((bytes) => `\\x${bytes.toString('hex')}`),
  );
});

test('the server reads UUIDs with each digit in its place', async () => {
  const understood = understoodBy(await open());
  const ids = ['01234567-89ab-4cde-8f01-23456789abcd', ...Array.from({ length: 20 }, () => randomUUID())];
  expect(await understood('uuid', uuidArray(ids))).toEqual(ids);
});
