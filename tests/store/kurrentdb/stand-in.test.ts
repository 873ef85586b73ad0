import { type JSONEventData, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { StandIn } from './stand-in/stand-in';

/** What the stand-in does as the protocol says, seen by the client: so that what is built on it rests on something. */
describe('the stand-in at the wire', () => {
  let server: StandIn;
  let client: KurrentDBClient;

  beforeAll(async () => {
    server = await new StandIn().start();
    client = KurrentDBClient.connectionString(server.url);
  });
  afterAll(async () => {
    await client.dispose();
    server.stop();
  });

  const events = (count: number): JSONEventData[] =>
    Array.from({ length: count }, (_, index) => ({
      id: crypto.randomUUID(),
      contentType: 'application/json',
      type: 'Counted',
      data: { index },
      metadata: undefined,
    }));
  const revisionsOf = async (stream: string): Promise<readonly number[]> => {
    const revisions: number[] = [];
    for await (const { event } of client.readStream(stream)) revisions.push(Number(event?.revision));
    return revisions;
  };
  const typeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'none',
      (error: { type: string }) => error.type,
    );

  test('64 65 shows of a stream what its metadata leave of it', async () => {
    await client.appendToStream('cut', events(10));
    await client.setStreamMetadata('cut', { maxCount: 4 });
    expect(await revisionsOf('cut')).toEqual([6, 7, 8, 9]);
    await client.setStreamMetadata('cut', { truncateBefore: 8 });
    expect(await revisionsOf('cut')).toEqual([8, 9]);
    expect(await client.getStreamMetadata('cut')).toMatchObject({ metadata: { truncateBefore: 8 } });
  });

  test('66 forgets a stream that is deleted softly, and goes on with its numbers', async () => {
    await client.appendToStream('soft', events(3));
    await client.deleteStream('soft');
    expect(await typeOf(revisionsOf('soft'))).toBe('stream-not-found');
    expect(await typeOf(client.appendToStream('soft', events(1), { streamState: 'stream_exists' }))).toBe(
      'stream-deleted',
    );
    await client.appendToStream('soft', events(2), { streamState: 'no_stream' });
    expect(await revisionsOf('soft')).toEqual([3, 4]);
  });

  test('67 68 refuses a stream that is deleted for good, and a deletion at another revision', async () => {
    await client.appendToStream('hard', events(3));
    expect(await typeOf(client.tombstoneStream('hard', { expectedRevision: 1n }))).toBe(
      'wrong-expected-version',
    );
    await client.tombstoneStream('hard', { expectedRevision: 2n });
    expect(await typeOf(revisionsOf('hard'))).toBe('stream-deleted');
    expect(await typeOf(client.appendToStream('hard', events(1)))).toBe('stream-deleted');
  });

  test('finds a retry at any revision only as long as it remembers, and at an exact one for ever', async () => {
    const [first, second] = [events(1), events(1)];
    await client.appendToStream('retry', first, { streamState: 'no_stream' });
    await client.appendToStream('retry', second, { streamState: 'any' });
    await client.appendToStream('retry', second, { streamState: 'any' });
    expect(await revisionsOf('retry')).toEqual([0, 1]);
    server.log.forgetRecentIds();
    await client.appendToStream('retry', second, { streamState: 'any' });
    await client.appendToStream('retry', first, { streamState: 'no_stream' });
    expect(await revisionsOf('retry')).toEqual([0, 1, 2]);
  });

  test('takes an append that the client cuts into parts', async () => {
    await client.appendToStream('parts', events(50), { batchAppendSize: 500 });
    expect(await revisionsOf('parts')).toHaveLength(50);
  });

  test('9.1 is read by a client that loses milliseconds on one of its ways', async () => {
    await client.appendToStream('created', events(1));
    for await (const { event } of client.readStream('created'))
      expect(event?.created.getMilliseconds()).toBe(0);
  });

  test('58 tells a filtered subscription how far it has come', async () => {
    await client.appendToStream('unwanted', events(100));
    const checkpoints: bigint[] = [];
    const subscription = client.subscribeToAll({
      filter: {
        filterOn: 'streamName',
        prefixes: ['wanted'],
        checkpointInterval: 1,
        checkpointReached: async (_, { commit }) => void checkpoints.push(commit),
      },
    });
    await new Promise<void>((resolve) => {
      subscription.on('caughtUp', () => resolve());
      subscription.resume();
    });
    await subscription.unsubscribe();
    expect(checkpoints.length).toBeGreaterThan(3);
    expect(Number(checkpoints.at(-1))).toBe(server.log.records.at(-1)?.position);
  });
});
