import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLocalKey } from '../../src/auth/local-key';
import { signLocalToken } from '../../src/auth/local-tokens';
import { readConfig } from '../../src/cli/config';
import { type RunningServer, startServer } from '../../src/server';

const folder = mkdtempSync(join(tmpdir(), 'liaison-resuming-'));
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
/** Long enough for the first event on any machine; the token ends the subscription. */
const SUBSCRIBED_S = 4;
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(readConfig({ LIAISON_DATA: folder, LIAISON_PORT: '0' }), silent);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (path: string, lifetimeSeconds: number, body: object): Promise<string> => {
  const actor = { kind: 'ADMINISTRATOR', id: 'alice' } as const;
  const token = await signLocalToken({ actor, key: loadLocalKey(folder), lifetimeSeconds });
  const accept = path === '' ? 'application/json' : 'text/event-stream';
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return answer.text();
};

describe('a subscription to the events of the product', () => {
  test('that is broken off is told the position of the last event it was sent, whatever it asked for', async () => {
    const input = {
      idempotencyKey: 'role',
      code: 'PRESALES',
      name: 'Presales',
      kind: 'MEMBER',
      levelCeiling: 'READ',
      scopes: [],
    };
    const query =
      'mutation ($input: DefineRoleInput!) { defineRole(input: $input) { ... on Change { position } ... on Refused { code } } }';
    const told = JSON.parse(await ask('', 60, { query, variables: { input } }));
    expect(told.errors).toBeUndefined();
    expect(told.data.defineRole.position).toMatch(/:\d+$/);
    const events = await ask('/stream', SUBSCRIBED_S, { query: 'subscription { events { type } }' });
    expect(events).toContain('"type":"RoleDefined"');
    const last = events.split('\n').find((line) => line.startsWith('data: {"errors"')) ?? '{}';
    expect(JSON.parse(last.slice('data: '.length)).errors[0].extensions).toEqual({
      code: 'TOKEN_EXPIRED',
      resumeAfter: told.data.defineRole.position,
    });
  });
});
