import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadLocalKey } from '../../src/auth/local-key';
import { signLocalToken } from '../../src/auth/local-tokens';
import { readConfig } from '../../src/cli/config';
import type { Logger } from '../../src/graphql/transport/logger';
import { type RunningServer, startServer } from '../../src/server';
import { fuzzedBody, randomFrom } from './fuzz-bodies';
import { KeepAlive } from './keep-alive';

/** `FUZZ_BODIES=1000000 npx jest tests/limits/fuzz` sends more. */
const BODIES = Number(process.env.FUZZ_BODIES ?? 100_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_123);
const CONNECTIONS = 8;
/** By then everything that is loaded late and every cache that is bounded is full. */
const WARM_UP = Math.min(20_000, Math.floor(BODIES / 2));
const HEAP_GROWTH_BYTES_MAX = 20_000_000;
const TIME_MS_MAX = 60_000 + BODIES * 3;

const PARTNER = '0190a6c2-0000-7000-8000-000000000001';
const CONTACT = '0190a6c2-0000-7000-8000-000000000002';
const VALID: readonly object[] = [
  { query: '{ __typename }' },
  {
    query: `query List($n: Int = 20, $filter: PartnerContactFilter) { partnerContacts(partnerId: "${PARTNER}", first: $n, filter: $filter) {
      totalCount position nodes { id name { display } flavor roles { role { code } } } pageInfo { hasNextPage } } }`,
    variables: { n: 5 },
    operationName: 'List',
  },
  {
    query: 'query ($id: UUID!) { contact(id: $id) { ...c } } fragment c on Contact { id title }',
    variables: { id: CONTACT },
  },
  {
    query: 'query ($w: String!) { contactSearch(words: $w, first: 10) { nodes { id } } }',
    variables: { w: 'ada' },
  },
  { query: '{ partnerOrganizations(first: 3) { nodes { id name } } status { position } }' },
  {
    query:
      'mutation ($input: RegisterContactInput!) { registerContact(input: $input) { __typename ... on Refused { code fieldErrors { path message } } } }',
    variables: {
      input: { idempotencyKey: 'fuzz', dryRun: true, name: { given: 'Ada', family: 'Lovelace' } },
    },
  },
  {
    query:
      'mutation ($input: AssignPartnerRoleInput!) { assignPartnerRole(input: $input) { ... on Refused { code } } }',
    variables: { input: { idempotencyKey: 'fuzz', contactId: CONTACT, roleCode: 'PARTNER_PRESALES' } },
  },
  { query: '{ __schema { queryType { name } } __type(name: "Contact") { fields { name } } }' },
];

const faults: unknown[] = [];
const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (message, fields) => void faults.push({ message, ...fields }),
};

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
const heapAfterCollection = (): number => {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

const folder = mkdtempSync(join(tmpdir(), 'liaison-fuzz-'));
let server: RunningServer | undefined;

const start = async (): Promise<readonly KeepAlive[]> => {
  const rate = Object.fromEntries(
    ['RATE', 'STRANGER_RATE'].flatMap((name) => [
      [`LIAISON_${name}_PER_SECOND`, '100000000'],
      [`LIAISON_${name}_BURST`, '1000000000'],
    ]),
  );
  server = await startServer(readConfig({ LIAISON_DATA: folder, LIAISON_PORT: '0', ...rate }), logger);
  const actor = { kind: 'ADMINISTRATOR', id: 'fuzzer' } as const;
  const token = await signLocalToken({ actor, key: loadLocalKey(folder), lifetimeSeconds: 3_600 });
  const port = Number(new URL(server.url).port);
  return Array.from({ length: CONNECTIONS }, (_, index) =>
    // Every other one comes without a token.
    index % 2 === 0 ? new KeepAlive(port, [`Authorization: Bearer ${token}`]) : new KeepAlive(port, []),
  );
};

afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the product', () => {
  test(
    `answers ${BODIES} broken bodies without a fault of its own, and keeps nothing of them`,
    async () => {
      const connections = await start();
      for (const body of VALID) {
        expect([body, await connections[0]?.send(Buffer.from(JSON.stringify(body)))]).toEqual([body, 200]);
      }
      const random = randomFrom(SEED);
      const answers = new Map<number, number>();
      const faulty: string[] = [];
      const send = async (connection: KeepAlive, body: Buffer): Promise<void> => {
        const status = await connection.send(body);
        answers.set(status, (answers.get(status) ?? 0) + 1);
        if (status < 200 || status >= 500)
          faulty.push(`${status}: ${body.toString('latin1').slice(0, 2_000)}`);
      };
      const sendMany = async (count: number): Promise<void> => {
        let left = count;
        const sending = connections.map(async (connection) => {
          while (left > 0) {
            left -= 1;
            await send(connection, fuzzedBody(random, VALID));
          }
        });
        await Promise.all(sending);
      };
      await sendMany(WARM_UP);
      const before = heapAfterCollection();
      await sendMany(BODIES - WARM_UP);
      const growth = heapAfterCollection() - before;
      for (const connection of connections) connection.close();
      if (process.env.FUZZ_TELL !== undefined) console.log([...answers], growth, faulty[0], faults[0]);
      expect(faulty.slice(0, 3)).toEqual([]);
      expect(faults.slice(0, 3)).toEqual([]);
      expect([...answers.values()].reduce((sum, count) => sum + count, 0)).toBe(BODIES);
      // Both must be many, or the mutations would test one thing only.
      expect(answers.get(200)).toBeGreaterThan(BODIES / 20);
      expect(answers.get(400)).toBeGreaterThan(BODIES / 4);
      expect(growth).toBeLessThan(HEAP_GROWTH_BYTES_MAX);
    },
    TIME_MS_MAX,
  );
});
