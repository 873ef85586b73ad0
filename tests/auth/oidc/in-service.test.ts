import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import WebSocket from 'ws';
import { FETCHED, FROM_FILE } from '../../../src/auth/oidc/refreshing-keys';
import { movingClock } from '../../moving-clock';
import { type Issuer, type Key, newKey, nowS, startIssuer, tokenOf } from './issuer';
import { employees, type ProductServer, startProduct } from './product-server';

const FILED = 'https://login.filed.example';
const roles = ['liaison-admins'];
const MARGIN_MS = 100;
let folder: string;
let keys: readonly Key[];
let issuer: Issuer;
let server: ProductServer;

const moveOn = movingClock();
const pass = (ms: number): void => moveOn(ms + MARGIN_MS);
const file = (text: string): void => writeFileSync(join(folder, 'keys.json'), text);
const fileOf = (...some: readonly (Key | undefined)[]): void =>
  file(JSON.stringify({ keys: some.map((key) => key?.jwk) }));

beforeAll(async () => {
  keys = await Promise.all(['k1', 'k2', 'k3'].map((kid) => newKey(kid)));
  issuer = await startIssuer(keys.slice(0, 1));
  folder = mkdtempSync(join(tmpdir(), 'liaison-keys-'));
  fileOf(keys[0]);
  const filed = { name: 'filed', jwks: { file: join(folder, 'keys.json') } };
  server = await startProduct([employees(issuer.url), employees(FILED, filed)]);
});
afterAll(async () => {
  await server?.close();
  await issuer?.close();
  rmSync(folder, { recursive: true });
});

/** A token of the moment, good for an hour, signed by the key of that place. */
const tokenBy = (place: number, of = issuer.url): Promise<string> => {
  const key = keys[place];
  if (key === undefined) throw new Error(`expected a key at ${place}, got none`);
  return tokenOf(of, key, { claims: { roles, exp: nowS() + 3_600 } });
};

const statusOfToken = async (token: string): Promise<number> => (await server.ask(`Bearer ${token}`)).status;
const statusOf = async (place: number, of?: string): Promise<number> =>
  statusOfToken(await tokenBy(place, of));

const publish = (...places: readonly number[]): void => {
  issuer.keys = places.flatMap((place) => keys[place]?.jwk ?? []);
};

test('Through the whole server a rotated key counts half a minute later, and the removed one no more', async () => {
  expect([await statusOf(0), await statusOf(1)]).toEqual([200, 401]);
  publish(0, 1);
  expect(await statusOf(1)).toBe(401);
  const asked = issuer.asked.length;
  pass(FETCHED.cooldownMs);
  expect([await statusOf(1), await statusOf(0)]).toEqual([200, 200]);
  expect(issuer.asked.length).toBe(asked + 2);
  publish(1);
  const [removed, kept] = await Promise.all([tokenBy(0), tokenBy(1)]);
  expect([await statusOfToken(removed), await statusOfToken(kept)]).toEqual([200, 200]);
  pass(FETCHED.freshMs);
  expect([await statusOfToken(removed), await statusOfToken(kept)]).toEqual([401, 200]);
  expect([await statusOf(0), await statusOf(1)]).toEqual([401, 200]);
});

test('Through the whole server an hour of an issuer’s outage is survived, and no more', async () => {
  expect(await statusOf(1)).toBe(200);
  issuer.failsWith = 503;
  pass(FETCHED.staleMs - 120_000);
  expect(await statusOf(1)).toBe(200);
  pass(120_000);
  const asked = issuer.asked.length;
  expect([await statusOf(1), await statusOf(1), await statusOf(2)]).toEqual([401, 401, 401]);
  // A flood of tokens does not become a flood of requests to an issuer that is down.
  expect(issuer.asked.length - asked).toBeLessThan(2);
  expect(server.logged()).toContain('KEYS_UNAVAILABLE');
  expect(server.logged()).toContain('keys of issuer staff');
  // Tokens of the other issuer are taken all the while.
  expect(await statusOf(0, FILED)).toBe(200);
  issuer.failsWith = undefined;
  pass(FETCHED.cooldownMs);
  expect(await statusOf(1)).toBe(200);
});

test('Through the whole server a file of keys may be rewritten, and for a minute be broken', async () => {
  expect([await statusOf(0, FILED), await statusOf(1, FILED)]).toEqual([200, 401]);
  fileOf(keys[1]);
  pass(FROM_FILE.cooldownMs);
  expect([await statusOf(1, FILED), await statusOf(0, FILED)]).toEqual([200, 401]);
  file('{"keys": [');
  pass(FROM_FILE.freshMs);
  expect(await statusOf(1, FILED)).toBe(200);
  pass(FROM_FILE.staleMs);
  expect(await statusOf(1, FILED)).toBe(401);
  fileOf(keys[1]);
  pass(FROM_FILE.cooldownMs);
  expect(await statusOf(1, FILED)).toBe(200);
});

describe('an employee’s token that ends in the middle of a subscription', () => {
  const EVENTS = 'subscription { events { position type } }';
  /** Long enough for the first event on any machine. */
  const ENDING_S = 4;
  const ending = (): Promise<string> => {
    const [, key] = keys;
    if (key === undefined) throw new Error('expected a key, got none');
    return tokenOf(issuer.url, key, { claims: { roles, exp: nowS() + ENDING_S } });
  };

  test('ends it over SSE', async () => {
    const answer = await fetch(`${server.url}/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${await ending()}`,
      },
      body: JSON.stringify({ query: EVENTS }),
    });
    const text = await answer.text();
    expect(text).toContain('"type":"RoleDefined"');
    expect(text).toContain('"code":"TOKEN_EXPIRED"');
  });

  test('ends it over WebSocket', async () => {
    const authorization = `Bearer ${await ending()}`;
    const socket = new WebSocket(server.url.replace('http', 'ws'), 'graphql-transport-ws');
    socket.once('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })),
    );
    socket.once('message', () =>
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: EVENTS } })),
    );
    const closed = await new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve([code, String(reason)])),
    );
    expect(closed).toEqual([4403, 'Token expired']);
  });
});
