import { KEY_MARK, requestTexts } from '../../bench/load/http-request';

/** More requests than a load process sends in a run of every row at its full length, counted in digits. */
const REQUESTS = 1_200_000;

test('Requests with keys of their own are as long as they say, however many there were before', () => {
  const next = requestTexts({ query: '{ a }', variables: { key: KEY_MARK } });
  const length = next().length;
  for (let request = 1; request < REQUESTS; request += 1) next();
  const last = String(next());
  expect(last).toHaveLength(length);
  expect(last).not.toContain(KEY_MARK);
  expect(new Set([String(next()), String(next()), last]).size).toBe(3);
});
