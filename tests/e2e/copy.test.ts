import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { copyLog } from '../../src/store/copying/copy-log';
import { openMemoryEventStore } from '../../src/store/memory/memory-event-store';
import { openSqliteEventStore } from '../../src/store/sqlite/sqlite-event-store';
import { freshDatabase } from '../postgres/fresh-database';
import { startChild } from '../store/children/start-child';
import { copyInEvents, recordCommands } from '../store/copying/recorded-log';
import { type Client, clientOf } from './asking';
import { temporaryFolders } from './folders';
import { activeOrganization, inputOf, partnerContact, personNumber, RUTH } from './people';
import { PROCESS_TEST_MS_MAX, type RunningServer, runLiaison, startServer } from './running-server';

jest.setTimeout(5 * PROCESS_TEST_MS_MAX);
const newFolder = temporaryFolders();
const KILLS = 10;
/** More than kills, so that each of them comes in the middle. */
const PAGES = 40;
const DIGEST = /SHA-256 ([0-9a-f]{64})/;

const EVERYTHING = `query Everything($partnerId: UUID!, $contactId: UUID!, $asOf: AsOf) {
  contact(id: $contactId, asOf: $asOf) {
    position flavor canSignIn title email name { display } version identityLinked
    roles { code active from to } access { status login scopes } affiliations { organizationId from }
  }
  partnerContacts(partnerId: $partnerId, asOf: $asOf, first: 100) { position totalCount nodes { id flavor name { display } } }
  partnerOrganization(id: $partnerId, asOf: $asOf) { status activeUserCount contactCount }
  contactFlavorHistory(contactId: $contactId, asOf: $asOf, first: 100) { totalCount nodes { eventType flavorAfter effectiveOn } }
  contactSearch(words: "given", asOf: $asOf, first: 100) { totalCount nodes { id title email } }
}`;

/** What the server answers of today and of every position before, without the id of its store. */
const answersOf = async (client: Client, ids: object): Promise<readonly unknown[]> => {
  const { status } = await client.ask('{ status { storeId head } }');
  const head = Number(status.head.split(':')[1]);
  const positions = Array.from({ length: head + 1 }, (_, position) => `${status.storeId}:${position}`);
  const answers: unknown[] = [];
  for (const position of positions)
    answers.push(await client.ask(EVERYTHING, { ...ids, asOf: { position } }));
  answers.push(await client.ask(EVERYTHING, ids));
  return JSON.parse(JSON.stringify(answers).replaceAll(status.storeId, 'STORE'));
};

const end = async (server: RunningServer): Promise<void> => {
  expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
};

test('the product answers the same before a move to PostgreSQL, there, and after the move back', async () => {
  const first = await startServer('serve', newFolder());
  const client = await clientOf(first);
  const partnerId = await activeOrganization(client);
  const contactId = await partnerContact(client, RUTH, partnerId);
  await client.done('assignPartnerRole', { contactId, roleCode: 'SELLER' });
  await client.done('grantPartnerUserAccess', { contactId, scopes: ['account:read'] });
  await partnerContact(client, personNumber(1), partnerId);
  const known = { ...inputOf(personNumber(2)), idempotencyKey: 'before the move' };
  const registered = await client.done('registerContact', known);
  // Changes nothing, so its answer is kept with the position that the log had.
  const satisfied = { partnerOrganizationId: partnerId, idempotencyKey: 'already so' };
  const already = await client.done('activatePartnerOrganization', satisfied);
  const [ids, masterKey] = [
    { partnerId, contactId },
    readFileSync(join(first.folder, 'master.key'), 'utf8').trim(),
  ];
  const expected = await answersOf(client, ids);
  await end(first);

  const { url, drop } = await freshDatabase();
  const there = await runLiaison(newFolder(), 'copy', '--from', `sqlite:${first.folder}`, '--to', url);
  expect([there.code, there.errors.replaceAll(/(copying|comparing): \d+ %\n/g, '')]).toEqual([0, '']);
  const second = await startServer('serve', newFolder(), {
    LIAISON_STORE: url,
    LIAISON_MASTER_KEY: masterKey,
  });
  const moved = await clientOf(second);
  expect(await answersOf(moved, ids)).toEqual(expected);
  for (const [mutation, input, answer] of [
    ['registerContact', known, registered],
    ['activatePartnerOrganization', satisfied, already],
  ] as const) {
    const again = await moved.done(mutation, input);
    const position = answer.position.replace(/^[^:]*/, again.position.split(':')[0]);
    expect(again).toMatchObject({ replayed: true, position });
  }
  await end(second);

  const target = newFolder();
  const back = await runLiaison(newFolder(), 'copy', '--from', url, '--to', `sqlite:${target}`);
  expect(back.code).toBe(0);
  expect(DIGEST.exec(back.output)?.[1]).toBe(DIGEST.exec(there.output)?.[1]);
  writeFileSync(join(target, 'master.key'), `${masterKey}\n`, { mode: 0o600 });
  const third = await startServer('serve', target);
  expect(await answersOf(await clientOf(third), ids)).toEqual(expected);
  await end(third);
  expect((await runLiaison(target, 'verify')).output).toContain('records of use');
  await drop();
});

test('a copy that is killed ten times goes on each time, and the logs are equal in the end', async () => {
  const folder = newFolder();
  const store = await openSqliteEventStore({ path: join(folder, 'log.db') });
  await copyInEvents(store, PAGES);
  await store.close();
  const { url, drop } = await freshDatabase();
  const reached: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const copying = startChild('copy-store.ts', folder, url);
    const { value } = await copying.lines.next();
    await setTimeout(kill);
    await copying.kill();
    reached.push(Number(value));
  }
  expect(reached).toHaveLength(new Set(reached).size);
  expect(reached.every((position) => position < PAGES * 1_000)).toBe(true);
  const words = ['copy', '--no-keys', '--from', `sqlite:${folder}`, '--to', url];
  const { code, output } = await runLiaison(newFolder(), ...words);
  expect([code, output]).toEqual([0, expect.stringMatching(/^\d+ events copied; both logs hold \d+ events/)]);
  await drop();
});

test('a copy into a store that holds another log is refused', async () => {
  const [one, other] = [openMemoryEventStore(), openMemoryEventStore()];
  await recordCommands(one, 10);
  await recordCommands(other, 10, 5);
  const folders = [newFolder(), newFolder()];
  for (const [index, origin] of [one, other].entries()) {
    const store = await openSqliteEventStore({ path: join(folders[index] ?? '', 'log.db') });
    await copyLog({ from: origin, to: store, dense: true, until: await origin.head() });
    await store.close();
  }
  const words = ['--from', `sqlite:${folders[0]}`, '--to', `sqlite:${folders[1]}`, '--no-keys'];
  const { code, errors } = await runLiaison(newFolder(), 'copy', ...words);
  expect([code, errors]).toEqual([1, expect.stringContaining('the logs differ at event 0 of stream')]);
});

test('an address may be given by a variable, and is never shown', async () => {
  const { code, errors } = await runLiaison(newFolder(), 'copy', '--from', 'env:NO_SUCH', '--to', 'sqlite:x');
  expect([code, errors]).toEqual([
    1,
    'liaison: --from: expected an address in the variable NO_SUCH, found none\n',
  ]);
  const secret = 'postgres://liaison:s3cret@127.0.0.1:1/liaison';
  const away = await runLiaison(newFolder(), 'copy', '--from', secret, '--to', 'sqlite:x');
  expect([away.code, away.errors.includes('s3cret')]).toEqual([1, false]);
});
