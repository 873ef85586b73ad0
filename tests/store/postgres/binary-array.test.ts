import { bigintArray, intArray, textArray, uuidArray } from '../../../src/store/postgres/binary-array';
import { freshPostgres } from './fresh-postgres';

const { open } = freshPostgres();

test('PostgreSQL reads arrays as they were meant', async () => {
  const texts = ['', 'Zoë 山田 👩‍👩‍👧', null, '{"a,b"}', "'\\", 'NULL'];
  const uuids = ['5f0c2f5e-7a64-4f3b-9a0e-6a1d3c7be201', '00000000-0000-0000-0000-000000000000'];
  const { query } = await open();
  const [row] = await query(
    'SELECT $1::text[] AS texts, $2::uuid[]::text[] AS uuids, $3::int[] AS ints, $4::bigint[] AS bigints',
    [
      textArray(texts),
      uuidArray(uuids),
      intArray([0, -1, 2147483647]),
      bigintArray([0, -3, Number.MAX_SAFE_INTEGER]),
    ],
  );
  expect(row).toEqual({
    texts,
    uuids,
    ints: [0, -1, 2147483647],
    bigints: [0, -3, Number.MAX_SAFE_INTEGER],
  });
});

test('an array without elements is refused', () => {
  expect(() => textArray([])).toThrow('expected an array with elements, got none');
});
