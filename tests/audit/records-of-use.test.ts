import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UseRecord } from '../../src/audit/use-records/use-record';
import type { Actor } from '../../src/domain/actor';
import {
  type AccessServer,
  administrator,
  auditor,
  idOf,
  openSocket,
  readStream,
  startAccessServer,
  withOrganization,
  withRole,
  withUser,
} from '../access/access-server';
import { until } from '../transport/try-server';

const CORRELATION = '30000000-0000-4000-8000-00000000000a';
const OWN = idOf(1, 1);
const OTHER = idOf(1, 2);
const ZDENKA = idOf(2, 1);
const STRANGER = idOf(3, 1);
const NAMED = (id: string) => `{ contact(id: "${id}") { id name { display } email } }`;
const correlated = { 'x-correlation-id': CORRELATION };

let server: AccessServer;
let user: Actor;

beforeEach(async () => {
  server = await startAccessServer();
  await withRole(server);
  await withOrganization(server, OWN);
  await withOrganization(server, OTHER);
  user = await withUser(server, ZDENKA, OWN);
  await withUser(server, STRANGER, OTHER);
});
afterEach(() => server.close());

const records = async (): Promise<readonly UseRecord[]> =>
  (await server.product.useLog.page({}, { first: 100 })).records.toReversed();

/** The records once there are so many; later ones would show as more. */
const recorded = async (count: number): Promise<readonly UseRecord[]> => {
  await until(async () => (await records()).length >= count);
  return records();
};

const as = async (actor: Actor, query: string, headers?: Record<string, string>) =>
  server.ask(await server.tokenOf(actor), query, headers);

describe('a denial is recorded once', () => {
  test.each([
    [
      'what another partner has, asked for by its id',
      NAMED(STRANGER),
      'contact',
      'NOT_FOUND',
      [STRANGER],
      OTHER,
    ],
    [
      'the contacts of another partner',
      `{ partnerContacts(partnerId: "${OTHER}") { totalCount } }`,
      'partnerContacts',
      'NOT_FOUND',
      [OTHER],
      OTHER,
    ],
    ['an operation that is not its', '{ status { storeId } }', 'status', 'FORBIDDEN', undefined, undefined],
  ])('for %s', async (_what, query, operation, code, ids, partnerOrganizationId) => {
    await as(user, query, correlated);
    const [denial, ...others] = await recorded(1);
    expect(denial).toMatchObject({ kind: 'DENIAL', operation, code, correlationId: CORRELATION });
    expect(denial?.actor).toEqual({ kind: 'PARTNER_USER', id: user.id });
    expect([denial?.subjects?.ids, denial?.partnerOrganizationId]).toEqual([ids, partnerOrganizationId]);
    expect(others).toEqual([]);
  });

  test('of the field that did not show it, and of no other that did', async () => {
    const otto: Actor = { kind: 'CHANNEL_MANAGER', id: 'otto' };
    const { body } = await as(
      otto,
      `{ a: partnerContacts(partnerId: "${OTHER}") { totalCount }
         b: partnerOrganization(id: "${OTHER}") { id contacts { totalCount } }
         c: contact(id: "${STRANGER}") { id } }`,
    );
    const contacts = { totalCount: 0 };
    expect(body.data).toEqual({ a: contacts, b: { id: OTHER, contacts }, c: null });
    await as(user, NAMED(STRANGER));
    expect(await recorded(3)).toMatchObject([
      { operation: 'partnerContacts', actor: otto, subjects: { ids: [OTHER] } },
      { operation: 'contact', actor: otto, subjects: { ids: [STRANGER] } },
      { operation: 'contact', actor: { id: user.id } },
    ]);
  });

  test('for a command about somebody of another partner', async () => {
    const delegate: Actor = { ...user, kind: 'PARTNER_ADMINISTRATOR', id: 'delegate' };
    const input = `{ idempotencyKey: "k", contactId: "${STRANGER}" }`;
    const { body } = await as(
      delegate,
      `mutation { suspendPartnerUserAccess(input: ${input}) { ... on Refused { code } } }`,
    );
    expect(body.data.suspendPartnerUserAccess.code).toBe('NOT_FOUND');
    expect(await recorded(1)).toMatchObject([
      {
        kind: 'DENIAL',
        operation: 'suspendPartnerUserAccess',
        code: 'NOT_FOUND',
        subjects: { ids: [STRANGER] },
        partnerOrganizationId: OTHER,
      },
    ]);
  });

  test('for somebody without a token, and for a token that is not taken', async () => {
    await server.ask(undefined, NAMED(ZDENKA));
    await server.ask('no.good.token', NAMED(ZDENKA));
    const found = await recorded(2);
    expect(found.map(({ operation, code, actor }) => [operation, code, actor])).toEqual([
      ['contact', 'UNAUTHENTICATED', undefined],
      ['identify', 'UNAUTHENTICATED', undefined],
    ]);
  });

  test('for somebody whose access has ended, by name', async () => {
    await server.send('suspendPartnerUserAccess', { contactId: ZDENKA });
    for (let times = 0; times < 3; times += 1) await as(user, NAMED(ZDENKA));
    expect(await recorded(1)).toMatchObject([
      { operation: 'identify', code: 'UNAUTHENTICATED', actor: { id: user.id }, count: 3 },
    ]);
  });

  test('but not for what is not there, nor for what may be seen', async () => {
    await as(user, NAMED(idOf(4, 1)));
    await as(user, NAMED(ZDENKA));
    await as(user, NAMED(STRANGER));
    expect(await recorded(1)).toHaveLength(1);
  });
});

describe('a read of personal data', () => {
  test.each([['auditor', auditor] as const, ['administrator', administrator] as const])(
    'by an %s is recorded once, with why',
    async (_who, actor) => {
      const { body } = await as(actor, NAMED(ZDENKA), { ...correlated, 'x-liaison-reason': 'AUDIT-2026/7' });
      expect(body.data.contact.name.display).toBe('Zdenka Quillfeather');
      expect(await records()).toMatchObject([
        {
          kind: 'PERSONAL_READ',
          actor: { kind: actor.kind, id: actor.id },
          operation: 'contact',
          subjects: { ids: [ZDENKA], count: 1 },
          correlationId: CORRELATION,
          purpose: 'AUDIT-2026/7',
        },
      ]);
    },
  );

  test('names everybody of a list, whatever the client calls it', async () => {
    await as(
      auditor,
      `{ Zdenka: partnerContacts(partnerId: "${OWN}") { nodes { given: name { given } } }
         Quillfeather: contact(id: "${STRANGER}") { access { login } manager { id } } }`,
    );
    expect((await records()).map(({ operation, subjects }) => [operation, subjects?.ids])).toEqual([
      ['partnerContacts', [ZDENKA]],
      ['contact', [STRANGER]],
    ]);
  });

  test('is recorded over WebSocket too', async () => {
    const socket = await openSocket(server, await server.tokenOf(auditor));
    const extensions = { reason: 'T-1', correlationId: CORRELATION };
    socket.send({ id: '1', type: 'subscribe', payload: { query: NAMED(ZDENKA), extensions } });
    await until(() => socket.messages.some(({ id }) => id === '1'));
    expect(await records()).toMatchObject([
      { operation: 'contact', purpose: 'T-1', correlationId: CORRELATION },
    ]);
    socket.socket.close();
    await socket.closed;
  });

  test('is recorded over SSE too, and so is a denial of a subscription', async () => {
    await readStream(server, await server.tokenOf(auditor), NAMED(ZDENKA));
    await readStream(server, await server.tokenOf(user), 'subscription { events { position } }');
    expect(await recorded(2)).toMatchObject([
      { kind: 'PERSONAL_READ', operation: 'contact', subjects: { ids: [ZDENKA] } },
      { kind: 'DENIAL', operation: 'events', code: 'FORBIDDEN', actor: { id: user.id } },
    ]);
  });

  test('is a search by words too, whichever fields are asked for: that they match tells a name', async () => {
    await as(auditor, '{ contactSearch(words: "Zdenka") { totalCount } }');
    expect(await records()).toMatchObject([
      { operation: 'contactSearch', subjects: { ids: [ZDENKA, STRANGER] } },
    ]);
  });

  test('is none where only ids, roles and dates are read, and is not recorded of others', async () => {
    await as(auditor, `{ contact(id: "${ZDENKA}") { id flavor roles { roleCode } registeredAt } }`);
    await as({ kind: 'SALES_REPRESENTATIVE', id: 'sales-1' }, NAMED(ZDENKA));
    expect(await records()).toEqual([]);
  });

  test.each(['for Zdenka Quillfeather', 'x'.repeat(65), 'né'])(
    'is refused for the reason %p',
    async (reason) => {
      const header = Buffer.from(reason, 'utf8').toString('latin1');
      const { status, text } = await as(auditor, NAMED(ZDENKA), { 'x-liaison-reason': header });
      expect([status, text.includes(header)]).toEqual([400, false]);
      expect(await records()).toEqual([]);
    },
  );
});

describe('where nothing can be recorded', () => {
  beforeEach(() => server.product.useLog.close());

  test('an auditor and an administrator are shown no personal data', async () => {
    for (const actor of [auditor, administrator]) {
      const { body, text } = await as(actor, NAMED(ZDENKA));
      expect([body.data ?? null, body.errors[0].extensions.code]).toEqual([null, 'USE_NOT_RECORDED']);
      expect(text).not.toContain('Zdenka');
    }
    const socket = await openSocket(server, await server.tokenOf(auditor));
    socket.send({ id: '1', type: 'subscribe', payload: { query: NAMED(ZDENKA) } });
    await until(() => socket.messages.some(({ id }) => id === '1'));
    expect(JSON.stringify(socket.messages)).toContain('USE_NOT_RECORDED');
    expect(JSON.stringify(socket.messages)).not.toContain('Zdenka');
    socket.socket.close();
    await socket.closed;
  });

  test('denials are answered as ever, and so is whoever is not recorded', async () => {
    expect((await as(user, NAMED(STRANGER))).body).toEqual({ data: { contact: null } });
    expect((await as(user, '{ status { storeId } }')).body.errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await as(user, NAMED(ZDENKA))).body.data.contact.name.display).toBe('Zdenka Quillfeather');
    const { body } = await as(auditor, `{ contact(id: "${ZDENKA}") { id flavor } }`);
    expect(body.data.contact.id).toBe(ZDENKA);
  });
});

describe('recordsOfUse', () => {
  const RECORDS = (args = '') =>
    `{ recordsOfUse${args} { totalCount pageInfo { hasNextPage endCursor } nodes {
       sequence at kind actor { kind id } operation code subjectIds subjectCount reason correlationId hash } } }`;

  test('tells an auditor who did what, newest first, page by page', async () => {
    await as(auditor, NAMED(ZDENKA));
    await as(administrator, NAMED(STRANGER), { 'x-liaison-reason': 'T-2' });
    await as(user, NAMED(STRANGER));
    await recorded(3);
    const page = async (args: string) => (await as(auditor, RECORDS(args))).body.data.recordsOfUse;
    const first = await page('(first: 2)');
    expect([first.totalCount, first.pageInfo.hasNextPage]).toEqual([3, true]);
    expect(first.nodes).toMatchObject([
      { sequence: 3, kind: 'DENIAL', code: 'NOT_FOUND', actor: { id: user.id }, subjectIds: [STRANGER] },
      {
        sequence: 2,
        kind: 'PERSONAL_READ',
        reason: 'T-2',
        actor: { kind: 'ADMINISTRATOR' },
        subjectCount: 1,
      },
    ]);
    const rest = await page(`(first: 2, after: "${first.pageInfo.endCursor}")`);
    expect([rest.nodes.length, rest.nodes[0].sequence, rest.pageInfo.hasNextPage]).toEqual([1, 1, false]);
    const found = await page(
      `(filter: { actorId: "${auditor.id}", kind: PERSONAL_READ, operation: "contact" })`,
    );
    expect([found.totalCount, found.nodes[0].sequence]).toEqual([1, 1]);
    expect((await page('(filter: { to: "2026-01-01T00:00:00Z" })')).totalCount).toBe(0);
  });

  test('is the business of auditors and administrators only', async () => {
    expect((await as(administrator, RECORDS())).body.errors).toBeUndefined();
    for (const actor of [
      user,
      { kind: 'CHANNEL_MANAGER', id: 'cm' } as const,
      { kind: 'SERVICE', id: 's' } as const,
    ])
      expect((await as(actor, RECORDS())).body.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  test('holds nothing personal: not one byte of a name or an address', async () => {
    await as(auditor, `query Zdenka { Quillfeather: contact(id: "${ZDENKA}") { name { display } email } }`);
    await as(user, `query Zdenka { Quillfeather: contact(id: "${STRANGER}") { name { display } } }`);
    await as(auditor, '{ contactSearch(words: "Zdenka") { nodes { name { display } } } }');
    await recorded(3);
    const files = readdirSync(server.folder).filter((name) => name.startsWith('use.db'));
    expect(files).toContain('use.db');
    const texts = files.map((name) => readFileSync(join(server.folder, name), 'latin1'));
    expect(texts.filter((text) => /Zdenka|Quillfeather|northwind\.example/.test(text))).toEqual([]);
  });
});
