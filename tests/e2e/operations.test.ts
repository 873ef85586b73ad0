import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { projections } from '../../projections';
import { type Client, clientOf, clientWith, headOf } from './asking';
import { temporaryFolders } from './folders';
import { overEventStream, overWebSocket } from './following';
import { activeOrganization, inputOf, partnerContact, personNumber, RUTH, registered } from './people';
import { type RunningServer, runLiaison, startServer } from './running-server';

/** Of the log's file. */
const PAGE_BYTES = 8_192;
const newFolder = temporaryFolders();

describe('beside a running server', () => {
  let server: RunningServer;
  let client: Client;
  let organizationId: string;

  beforeAll(async () => {
    server = await startServer('serve', newFolder());
    client = await clientOf(server);
    organizationId = await activeOrganization(client);
    await partnerContact(client, RUTH, organizationId);
  });

  test('liaison token makes a token that the server takes', async () => {
    const { code, output } = await runLiaison(server.folder, 'token', '--as', 'auditor', '--hours', '1');
    expect(code).toBe(0);
    const auditor = clientWith(server.url, output.trim());
    expect(await headOf(auditor)).toBe(await headOf(client));
    expect(await auditor.send('registerContact', inputOf(RUTH))).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('liaison export writes what the server has recorded, as CSV and as vCard', async () => {
    const csv = await runLiaison(server.folder, 'export', 'contacts', '--format', 'csv');
    expect([csv.code, csv.output.split('\n').filter((line) => line.includes(RUTH.email))]).toEqual([
      0,
      [expect.stringContaining(RUTH.family)],
    ]);
    const cards = await runLiaison(server.folder, 'export', 'contacts', '--format', 'vcard');
    expect(cards.output.replaceAll('\r\n ', '')).toMatch(
      new RegExp(`BEGIN:VCARD[\\s\\S]*${RUTH.email}[\\s\\S]*END:VCARD`),
    );
  });

  test('liaison import is refused, for the log has one writer', async () => {
    const { code, errors } = await runLiaison(server.folder, 'import', 'contacts', 'no-such-file.csv');
    expect([code, errors]).toEqual([1, expect.stringContaining(`process ${server.pid}`)]);
  });

  test('liaison rebuild makes every read model anew while commands and queries go on', async () => {
    let isOver = false;
    const rebuilding = runLiaison(server.folder, 'rebuild', 'all').finally(() => {
      isOver = true;
    });
    let made = 0;
    do {
      const contactId = await partnerContact(client, personNumber(made++), organizationId);
      const { contact } = await client.ask('query Read($id: UUID!) { contact(id: $id) { flavor } }', {
        id: contactId,
      });
      expect(contact).toEqual({ flavor: 'PARTNER_CONTACT' });
    } while (!isOver);
    expect(await rebuilding).toMatchObject({ code: 0 });
    const { code, output, errors } = await runLiaison(server.folder, 'verify');
    const verdicts = output.split('\n').filter((line) => line.includes('a replay'));
    expect([code, errors.includes('liaison:') ? errors : '', verdicts]).toEqual([
      0,
      '',
      projections.map(({ name }) => expect.stringContaining(`${name}: equals a replay`)),
    ]);
    const { partnerOrganization } = await client.ask(
      'query Count($id: UUID!) { partnerOrganization(id: $id) { contactCount } }',
      { id: organizationId },
    );
    expect(partnerOrganization.contactCount).toBe(made + 1);
  });

  test('a second server on the same folder is refused and told who has it', async () => {
    const before = await headOf(client);
    await expect(startServer('serve', server.folder)).rejects.toThrow(
      new RegExp(`exit 1: liaison: .*belongs to process ${server.pid} on .*only one process may write`),
    );
    expect(await headOf(client)).toBe(before);
  });

  test('a server that can take commands says that it is ready', async () => {
    const { origin } = new URL(server.url);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect((await fetch(`${origin}/livez`)).status).toBe(200);
  });
});

describe('a server that is stopped', () => {
  test('finishes what it was asked, ends, and goes on where it was', async () => {
    const folder = newFolder();
    const first = await startServer('serve', folder);
    const client = await clientOf(first);
    const organizationId = await activeOrganization(client);
    const followers = [overWebSocket(client, {}), overEventStream(client, {})];
    await Promise.all(followers.map((following) => following.until(4)));

    const commands = Array.from({ length: 20 }, (_, number) =>
      client.send('registerContact', {
        ...inputOf(personNumber(number)),
        idempotencyKey: `person ${number}`,
      }),
    );
    await Promise.race(commands);
    const ended = await first.end('SIGTERM');
    expect(ended).toMatchObject({ code: 0, signal: null });
    const answers = await Promise.allSettled(commands);
    const answered = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    expect(answered.length).toBeGreaterThan(0);
    await Promise.all(followers.map((following) => following.end()));

    const second = await startServer('serve', folder);
    const again = await clientOf(second);
    const repeated = await Promise.all(
      answers.map((_, number) =>
        again.send('registerContact', {
          ...inputOf(personNumber(number)),
          idempotencyKey: `person ${number}`,
        }),
      ),
    );
    for (const { contact, position } of answered) {
      expect(repeated).toContainEqual(
        expect.objectContaining({
          position,
          replayed: true,
          contact: expect.objectContaining({ id: contact.id }),
        }),
      );
    }
    await partnerContact(again, RUTH, organizationId);
    expect(await second.end('SIGTERM')).toMatchObject({ code: 0 });
    expect((await runLiaison(folder, 'verify')).code).toBe(0);
  });

  test('logs JSON, a line each, without personal data', async () => {
    const server = await startServer('serve', newFolder(), { LIAISON_LOG_LEVEL: 'debug' });
    const client = await clientOf(server);
    const organizationId = await activeOrganization(client);
    const contactId = await partnerContact(client, RUTH, organizationId);
    await client.done('assignPartnerRole', { contactId, roleCode: 'SELLER', reason: 'Because Ruth asked' });
    await client.done('grantPartnerUserAccess', { contactId, scopes: [] });
    await client.ask(`{ contactSearch(words: "${RUTH.family}") { nodes { name { display } email } } }`);
    await client.tryAsk(`{ contactSearch(words: "${RUTH.family}", first: 1000) { totalCount } }`);
    await client.tryAsk(`{ contact(id: "${RUTH.family}") { id } }`);
    await client.send('registerContact', {
      ...inputOf(RUTH),
      channels: [{ kind: 'EMAIL', value: `${RUTH.email}@` }],
    });
    const { errors } = await server.end('SIGTERM');
    const lines = errors.trim().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) });
    for (const secret of [
      RUTH.given,
      RUTH.family,
      RUTH.email,
      RUTH.title,
      client.token,
      'Because',
      'Northwind',
    ]) {
      expect(errors.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });
});

describe('a server refuses to start', () => {
  const stoppedFolder = async (): Promise<string> => {
    const server = await startServer('serve', newFolder());
    await registered(await clientOf(server), RUTH);
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
    return server.folder;
  };

  const refusalOf = async (folder: string): Promise<string> => {
    const { code, output, errors } = await runLiaison(folder, 'serve');
    expect([code, output, errors.trim().split('\n').length]).toEqual([1, '', 1]);
    return errors;
  };

  test.each(['keys.db', 'master.key'])(
    'where %s is missing beside a log, and makes none anew',
    async (file) => {
      const folder = await stoppedFolder();
      renameSync(join(folder, file), join(folder, `${file}.away`));
      expect(await refusalOf(folder)).toContain(file);
      expect(readdirSync(folder)).not.toContain(file);
      renameSync(join(folder, `${file}.away`), join(folder, file));
      const server = await startServer('serve', folder);
      const { contactSearch } = await (await clientOf(server)).ask(
        `{ contactSearch(words: "${RUTH.family}") { nodes { name { family } } } }`,
      );
      expect(contactSearch.nodes).toEqual([{ name: { family: RUTH.family } }]);
      await server.end('SIGTERM');
    },
  );

  test('where the log is damaged, and says which file and what', async () => {
    const folder = await stoppedFolder();
    const log = join(folder, 'log.db');
    // Pages in the middle of the file, as a bad disk would leave them.
    const file = openSync(log, 'r+');
    writeSync(file, Buffer.alloc(2 * PAGE_BYTES, 0xa5), 0, 2 * PAGE_BYTES, 3 * PAGE_BYTES);
    closeSync(file);
    expect(await refusalOf(folder)).toMatch(/log\.db is damaged: .+\. Restore the data folder from a backup/);
  });

  test('where the log was cut short', async () => {
    const folder = await stoppedFolder();
    execFileSync('truncate', ['--size=20000', join(folder, 'log.db')]);
    expect(await refusalOf(folder)).toMatch(/log\.db is cut short/);
  });

  test('where a setting is wrong, and names each', async () => {
    const wrong = { LIAISON_PORT: '70000', LIAISON_LOG_LEVEL: 'loud', LIAISON_DATE: 'x' };
    await expect(startServer('serve', newFolder(), wrong)).rejects.toThrow(
      /LIAISON_DATE is not known[\s\S]*LIAISON_PORT: expected[\s\S]*LIAISON_LOG_LEVEL: expected/,
    );
  });
});
