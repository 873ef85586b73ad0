import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyStore } from '../../src/backup/copy-store';
import { makeDataFolder } from '../backup/made-folder';
import { readComposeFile } from '../cli/compose-file';
import { freshDatabase } from '../postgres/fresh-database';
import { StandIn } from '../store/kurrentdb/stand-in/stand-in';
import { clientOf, headOf } from './asking';
import { temporaryFolders } from './folders';
import { type Environment, PROCESS_TEST_MS_MAX, startLiaison, startServer } from './running-server';

jest.setTimeout(6 * PROCESS_TEST_MS_MAX);
const newFolder = temporaryFolders();
const text = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
const undo: (() => unknown)[] = [];

afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

/** A documented command: what it sets, and the words behind `npx liaison`. */
interface Documented {
  readonly environment: Environment;
  readonly words: readonly string[];
}

const commands: readonly Documented[] = blocks.flatMap((block) => {
  const [, setting, command] =
    /^((?:[A-Z_]+=\S+ )*)npx liaison (.*)\n$/.exec(block.replaceAll(/ \\\n +/g, ' ')) ?? [];
  if (command === undefined) return [];
  const environment = Object.fromEntries(
    [...(setting ?? '').matchAll(/([A-Z_]+)=(\S+)/g)].map(([, a, b]) => [a, b]),
  );
  return [{ environment, words: command.split(' ') }];
});

type Kind = 'sqlite' | 'postgres' | 'kurrentdb';
const kindOf = ({ environment: { LIAISON_STORE: store = '' } }: Documented): Kind =>
  store.startsWith('postgres') ? 'postgres' : store.startsWith('kurrentdb') ? 'kurrentdb' : 'sqlite';

/** What stands here for the folders, databases and servers of the document; each is made when it is first named. */
class Stage {
  private readonly known = new Map<string, string>();
  private readonly parent = newFolder();

  async of(value: string, kind: Kind): Promise<string> {
    if (value.startsWith('sqlite:')) return `sqlite:${this.folder(value.slice('sqlite:'.length))}`;
    if (value.startsWith('./')) return this.folder(value);
    if (/^\/(backups|vault)\//.test(value)) return join(this.parent, `${kind}-${value.split('/').at(-1)}`);
    if (value.startsWith('postgres://')) return this.once(`${kind} ${value}`, () => this.database());
    if (value.startsWith('kurrentdb://')) return this.once(value, () => this.server());
    return value;
  }

  folder(name: string): string {
    return join(this.parent, name.slice('./'.length));
  }

  private async once(name: string, make: () => Promise<string>): Promise<string> {
    const value = this.known.get(name) ?? (await make());
    this.known.set(name, value);
    return value;
  }

  private async database(): Promise<string> {
    const { url, drop } = await freshDatabase();
    undo.push(drop);
    return url;
  }

  private async server(): Promise<string> {
    const server = await new StandIn({ hasFeatures: true }).start();
    undo.push(() => server.stop());
    return server.url;
  }
}

const stage = new Stage();
const original = stage.folder('./data');

const staged = async (command: Documented): Promise<Documented> => {
  const kind = kindOf(command);
  const named = Object.entries(command.environment).map(
    async ([name, value]) => [name, await stage.of(value, kind)] as const,
  );
  const words = await Promise.all(command.words.map((word) => stage.of(word, kind)));
  return { environment: Object.fromEntries(await Promise.all(named)), words };
};

/** The data folder of a command, with the master key in it, as the document asks for. */
const homeOf = ({ environment: { LIAISON_DATA: folder } }: Documented, command: string): string => {
  const home = folder ?? newFolder();
  const key = join(home, 'master.key');
  if (existsSync(home) && !existsSync(key) && command !== 'restore')
    copyFileSync(join(original, 'master.key'), key);
  return home;
};

const run = async (documented: Documented): Promise<string> => {
  const command = await staged(documented);
  const [name = ''] = command.words;
  const home = homeOf(command, name);
  const { LIAISON_DATA: _, ...environment } = command.environment;
  if (name === 'verify') await (await startServer('serve', home, environment)).end('SIGTERM');
  if (name !== 'serve') {
    const { code, output, errors } = await startLiaison(home, command.words, environment).ended;
    expect([code, errors.includes('liaison:') ? errors : '']).toEqual([0, '']);
    return output;
  }
  const server = await startServer('serve', home, environment);
  const client = await clientOf(server);
  const question = `{ partnerOrganizations(minPosition: "${await headOf(client)}") { totalCount } }`;
  const { partnerOrganizations } = await client.ask(question);
  await server.end('SIGTERM');
  return `${partnerOrganizations.totalCount} organizations`;
};

beforeAll(async () => {
  await makeDataFolder(original);
  const url = await stage.of('postgres://liaison:PASSWORD@db.example/liaison', 'postgres');
  const kept = await stage.of('postgres://liaison:PASSWORD@db.example/liaison', 'kurrentdb');
  const server = await stage.of('kurrentdb://admin:PASSWORD@kurrentdb.example:2113?tls=true', 'kurrentdb');
  const from = { kind: 'sqlite', dataFolder: original } as const;
  for (const [to, keysUrl] of [
    [{ kind: 'postgres', url }, url],
    [{ kind: 'kurrentdb', url: server }, kept],
  ] as const) {
    const keys = {
      from: { kind: 'folder', dataFolder: original },
      to: { kind: 'postgres', url: keysUrl },
    } as const;
    await copyStore({ from, to, keys });
  }
});

test('the document has each command that operating needs, for each store', () => {
  const shown = commands.map((command) => `${command.words[0]} ${kindOf(command)}`);
  for (const command of ['serve', 'backup', 'restore']) {
    for (const kind of ['sqlite', 'postgres', 'kurrentdb']) expect(shown).toContain(`${command} ${kind}`);
  }
  expect(shown.filter((command) => command.startsWith('copy'))).toHaveLength(2);
  expect(shown).toEqual(expect.arrayContaining(['verify sqlite', 'rebuild sqlite']));
  expect(blocks.filter((block) => block.includes('npx liaison'))).toHaveLength(commands.length);
});

test('every command does what the document says, in its order, and none loses an event', async () => {
  const said: string[] = [];
  for (const command of commands) said.push(`${command.words[0]}: ${await run(command)}`);
  const digests = said.flatMap((line) =>
    /^(backup|restore|copy):/.test(line) ? [/SHA-256 ([0-9a-f]{64})/.exec(line)?.[1]] : [],
  );
  expect(digests.length).toBeGreaterThanOrEqual(8);
  expect(new Set(digests).size).toBe(1);
  const organizations = said.filter((line) => line.startsWith('serve:'));
  expect(organizations[0]).toMatch(/serve: [1-9]\d* organizations/);
  expect(new Set(organizations).size).toBe(1);
});

test('the profiles and secrets of the document are those of docker-compose.yml', () => {
  const { services } = readComposeFile();
  const profiles = new Set(Object.values(services).flatMap((service) => service.profiles));
  const named = [...text.matchAll(/--profile (\w+)/g)].map(([, profile = '']) => profile);
  expect(named.filter((profile) => !profiles.has(profile))).toEqual([]);
  const tabled = [...text.matchAll(/^\| `(\w+)` \| .* \| http/gm)].map(([, profile = '']) => profile);
  expect(tabled.sort()).toEqual([...profiles].sort());
  const secrets = new Set(JSON.stringify(services).match(/(?<=\$\{)[A-Z_]+/g));
  const made = [...text.matchAll(/echo "([A-Z_]+)=/g)].map(([, name = '']) => name);
  expect(made.sort()).toEqual([...secrets].sort());
});
