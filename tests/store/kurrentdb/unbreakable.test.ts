import { KurrentDBClient, UnavailableError } from '@kurrent/kurrentdb-client';
import { unbreakable } from '../../../src/store/kurrentdb/unbreakable';

/** Nobody listens on the first ports of a machine. */
const URL = 'kurrentdb://127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=1&discoveryInterval=10';

/** What the client does after a failed call, while a search for the members of its cluster is under way and fails. */
const afterFailedCall = async (client: KurrentDBClient): Promise<unknown> => {
  const searching = client.deleteStream('any').catch(() => 'the call has failed');
  // One turn, in which the search begins.
  await Promise.resolve();
  const inside = client as unknown as { handleError(of: object, error: Error): Promise<unknown> };
  const heard = inside.handleError({ getChannel: () => ({}) }, new UnavailableError()).then(
    () => 'nothing more',
    () => 'an error that nobody waits for',
  );
  expect(await searching).toBe('the call has failed');
  return heard;
};

describe('a client', () => {
  test('fails once more behind a failed call', async () =>
    expect(await afterFailedCall(KurrentDBClient.connectionString(URL))).toBe(
      'an error that nobody waits for',
    ));

  test('that is made unbreakable does not', async () =>
    expect(await afterFailedCall(unbreakable(KurrentDBClient.connectionString(URL)))).toBe('nothing more'));
});
