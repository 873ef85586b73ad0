import type { Actor } from '../../src/domain/actor';
import { standingClock } from '../moving-clock';
import {
  administrator,
  post,
  raw,
  startTryServer,
  stopServers,
  streamed,
  type TryServer,
  TrySocket,
  tokenFor,
} from './try-server';

/** The clock that buckets fill by stands still, so that what was spent stays spent however long a request takes. */
standingClock();
afterEach(stopServers);

const limits = { rateBurst: 10, ratePerSecond: 1, strangerRateBurst: 20, strangerRatePerSecond: 1 };
const auditor: Actor = { kind: 'AUDITOR', id: 'alice' };
const query = '{ hello }';

const bearer = async (actor: Actor): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await tokenFor(actor)}`,
});

const spend = async (server: TryServer, headers: Record<string, string>, times: number): Promise<void> => {
  for (let time = 0; time < times; time += 1) await post(server, { query }, headers);
};

describe('the rate of an actor', () => {
  test('is bounded: 429 with Retry-After, and nothing is run', async () => {
    const server = await startTryServer({ limits });
    const headers = await bearer(administrator);
    await spend(server, headers, 10);
    const { status, body, headers: answered } = await post(server, { query }, headers);
    expect([status, answered.get('retry-after'), body]).toEqual([
      429,
      '1',
      {
        errors: [
          {
            message: 'Too much in too short a time. Try again in 1 s.',
            extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 1 },
          },
        ],
      },
    ]);
    expect(server.lines.filter(({ message }) => message === 'Operation')).toHaveLength(10);
  });

  test('is one for all transports', async () => {
    const server = await startTryServer({ limits });
    const headers = await bearer(administrator);
    const socket = await TrySocket.ready(server, headers);
    await spend(server, headers, 4);
    await streamed(server, { query }, headers);
    for (let id = 0; id < 5; id += 1) {
      socket.subscribe(`${id}`, query);
      expect((await socket.answered(`${id}`))[0].payload).toEqual({ data: { hello: 'world' } });
    }
    socket.subscribe('late', query);
    const [refused] = await socket.answered('late');
    expect([refused.type, refused.payload[0].extensions]).toEqual([
      'error',
      { code: 'RATE_LIMITED', retryAfterSeconds: 1 },
    ]);
    const asStream = { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' };
    const stream = await raw(server, { path: '/graphql/stream', headers: asStream, pieces: ['{}'] });
    expect([stream.status, stream.headers['retry-after']]).toEqual([429, '1']);
  });

  test('goes by cost, variables included', async () => {
    const server = await startTryServer({ limits: { ...limits, rateBurst: 500 } });
    const headers = await bearer(administrator);
    const pages = 'query ($n: Int) { page(first: $n) { nodes { id } } }';
    const ask = async (n: number) => (await post(server, { query: pages, variables: { n } }, headers)).status;
    expect([await ask(100), await ask(100), await ask(100), await ask(1)]).toEqual([200, 200, 429, 200]);
  });

  test('is nobody else’s', async () => {
    const server = await startTryServer({ limits });
    await spend(server, await bearer(administrator), 11);
    expect((await post(server, { query }, await bearer(auditor))).status).toBe(200);
    expect((await post(server, { query })).status).toBe(200);
  });
});

describe('the rate of an address without a token', () => {
  test('is bounded, and no actor suffers for it', async () => {
    const server = await startTryServer({ limits });
    await spend(server, {}, 20);
    expect((await post(server, { query })).status).toBe(429);
    expect((await post(server, { query }, await bearer(administrator))).status).toBe(200);
  });

  test('pays for tokens that are not taken', async () => {
    const server = await startTryServer({ limits });
    const guess = async () => (await post(server, { query }, { authorization: 'Bearer x.y.z' })).status;
    expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429]);
  });

  test('pays for requests that are refused', async () => {
    const server = await startTryServer({ limits });
    const bad = async () => (await post(server, { query: '{ nothing' })).status;
    expect([await bad(), await bad(), await bad()]).toEqual([400, 400, 429]);
  });
});
