import { OPERATIONS } from '../../../src/auth/policy';
import type { Actor } from '../../../src/domain/actor';
import { movingClock } from '../../moving-clock';
import {
  type AccessServer,
  idOf,
  openSocket,
  readStream,
  startAccessServer,
  withOrganization,
  withRole,
  withUser,
} from '../access-server';
import { CONTACT_COMMANDS, commandDocument, commandInput, ORGANIZATION_COMMANDS } from './commands';
import { CREATIONS, creationDocument, LISTS } from './creations';
import { expectedIn } from './expected';
import { READS } from './reads';

const MINUTE_MS = 60_000;
const pass = movingClock();

let server: AccessServer;
beforeAll(async () => {
  server = await startAccessServer();
  await withRole(server);
});
afterAll(() => server.close());

type End = (contactId: string, partnerOrganizationId: string) => Promise<void>;

/** Each way by which the grant of a partner’s person is current no more. */
const ENDS: Readonly<Record<string, End>> = {
  'access suspended': (contactId) => server.send('suspendPartnerUserAccess', { contactId }),
  'access revoked': (contactId) => server.send('revokePartnerUserAccess', { contactId }),
  'access expired': async () => undefined,
  'organization suspended': (_, partnerOrganizationId) =>
    server.send('suspendPartnerOrganization', { partnerOrganizationId }),
  'organization terminated': (_, partnerOrganizationId) =>
    server.send('terminatePartnerOrganization', { partnerOrganizationId, policy: 'REVOKE_ACCESS' }),
  'role revoked': (contactId) =>
    server.send('revokePartnerRole', { contactId, roleCode: 'SELLER', policy: 'END_MEMBERSHIPS' }),
  'identity unlinked': (contactId) => server.send('unlinkIdentity', { contactId }),
  'affiliation ended': (contactId, organizationId) =>
    server.send('endAffiliation', { contactId, organizationId }),
};

interface Probe {
  readonly name: string;
  readonly query: string;
  readonly variables: object;
}

/** Every operation of the policy’s table, about the actor itself. */
const probesOf = (contactId: string, partnerOrganizationId: string): readonly Probe[] => {
  const command = (name: string): Probe => {
    const id = name in CONTACT_COMMANDS ? contactId : partnerOrganizationId;
    const related = { organizationId: partnerOrganizationId, headId: contactId };
    const input = commandInput(name, { id, exists: true, marker: '' }, related, name);
    return { name, query: commandDocument(name), variables: { input } };
  };
  const read = ([name, document]: readonly [string, string]): Probe => ({
    name,
    query: `{ ${document} }`,
    variables: {},
  });
  return [
    ...Object.keys({ ...CONTACT_COMMANDS, ...ORGANIZATION_COMMANDS }).map(command),
    ...Object.entries(CREATIONS).map(([name, more]) => ({
      name,
      query: creationDocument(name),
      variables: { input: { idempotencyKey: name, dryRun: true, ...more } },
    })),
    ...Object.entries(READS.people).map(([name, of]) => read([name, of(contactId)])),
    ...Object.entries(READS.organizations).map(([name, of]) => read([name, of(partnerOrganizationId)])),
    read(['contactSearch', 'contactSearch(words: "zdenka") { totalCount }']),
    ...Object.entries(LISTS).map(read),
  ];
};

const withoutChance = (text: string): string => text.replace(/"correlationId":"[^"]*"/g, '');

/** The bytes that a token which is none gets. */
const refusal = async (): Promise<string> => {
  const { status, text } = await server.ask('none', '{ __typename }');
  return `${status} ${withoutChance(text)}`;
};

test.each(Object.entries(ENDS))('%s: every operation over HTTP is refused as to nobody', async (way, end) => {
  const place = Object.keys(ENDS).indexOf(way) + 1;
  const home = idOf(1, place);
  const contactId = idOf(2, place);
  await withOrganization(server, home);
  const expiresAt = way === 'access expired' ? new Date(Date.now() + MINUTE_MS).toISOString() : undefined;
  const user = await withUser(server, contactId, home, expiresAt);
  const actors: readonly Actor[] = [user, { ...user, kind: 'PARTNER_ADMINISTRATOR' }];
  const tokens = await Promise.all(actors.map((actor) => server.tokenOf(actor)));
  for (const token of tokens) expect((await server.ask(token, '{ __typename }')).status).toBe(200);
  await end(contactId, home);
  if (expiresAt !== undefined) pass(MINUTE_MS + 1);
  const expected = await refusal();
  expect(expected).toMatch(/^401 .*UNAUTHENTICATED/);
  for (const [index, token] of tokens.entries()) {
    for (const { name, query, variables } of probesOf(contactId, home)) {
      expect(expectedIn(actors[index]?.kind ?? '', name, 'lapsed')).toBe('UNAUTHENTICATED');
      const { status, text } = await server.ask(token, query, {}, variables);
      expect([name, `${status} ${withoutChance(text)}`]).toEqual([name, expected]);
    }
    const stream = await readStream(server, token ?? '', 'subscription { events { position } }');
    expect(withoutChance(stream.text)).toBe(expected.slice('401 '.length));
    await expect(openSocket(server, token ?? '')).rejects.toThrow('closed with 4403');
  }
});

test('Each operation of the policy is among those that were asked', () => {
  const asked = probesOf(idOf(2, 1), idOf(1, 1)).map(({ name }) => name);
  expect([...asked, 'events'].sort()).toEqual([...OPERATIONS].sort());
});
