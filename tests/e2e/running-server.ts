import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { storeEnvironment } from './over-store';

const ROOT = join(__dirname, '..', '..');
const RUN_TYPESCRIPT = join(ROOT, 'tests', 'run-typescript.cjs');
const MAIN = join(ROOT, 'src', 'cli', 'main.ts');

/** The longest a test that starts processes may take on a busy machine. */
export const PROCESS_TEST_MS_MAX = 120_000;
const ADDRESS = {
  serve: /"port":(\d+)[^\n]*"message":"serving"/,
  demo: /http:\/\/127\.0\.0\.1:(\d+)\/graphql/,
};

/** How a process ended and what it had said by then. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** The product in a process of its own. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  readonly folder: string;
  /** What it has written to standard output so far. */
  output(): string;
  /** What it has logged so far. */
  errors(): string;
  /** Sends the signal and waits until the process is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended>;
}

export type Environment = Readonly<Record<string, string>>;

/** Starts `liaison serve` or `liaison demo` on the folder and waits until it says where it listens. */
export const startServer = async (
  command: 'serve' | 'demo',
  folder: string,
  environment: Environment = {},
): Promise<RunningServer> => {
  const started = start([command], folder, environment);
  const port = await saidAddress(started, ADDRESS[command]);
  const server: RunningServer = {
    url: `http://127.0.0.1:${port}/graphql`,
    pid: started.child.pid ?? 0,
    folder,
    output: () => started.said.output,
    errors: () => started.said.errors,
    end: (signal) => {
      started.child.kill(signal);
      return started.ended;
    },
  };
  return server;
};

/** Runs a command of the command line to its end. */
export const runLiaison = (folder: string, ...words: readonly string[]): Promise<Ended> =>
  start(words, folder, {}).ended;

/** Starts a command of the command line that a test means to end by itself, or to set variables for. */
export const startLiaison = (
  folder: string,
  words: readonly string[],
  environment: Environment = {},
): Started => start(words, folder, environment);

const running = new Set<ChildProcess>();

/** Ends the process with the test file, where it has not ended by then. */
export const endLater = (child: ChildProcess): void => {
  running.add(child);
  child.once('close', () => running.delete(child));
};

/** Ends every process that a test has left running. */
export const endServers = async (): Promise<void> => {
  await Promise.all(
    [...running].map((child) => {
      const gone = once(child, 'close');
      child.kill('SIGKILL');
      return gone;
    }),
  );
};

/** A process under way. */
export interface Started {
  readonly child: ChildProcess;
  readonly said: { output: string; errors: string };
  readonly ended: Promise<Ended>;
}

const start = (words: readonly string[], folder: string, environment: Environment): Started => {
  const child = spawn(process.execPath, [RUN_TYPESCRIPT, MAIN, ...words], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      LIAISON_DATA: folder,
      LIAISON_PORT: '0',
      ...storeEnvironment(),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endLater(child);
  const said = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.errors += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...said }));
  return { child, said, ended };
};

/** A server that ends instead of serving fails the test with what it said. */
const saidAddress = ({ child, said, ended }: Started, address: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    const look = () => {
      const port = address.exec(said.output)?.[1] ?? address.exec(said.errors)?.[1];
      // The demo has finished speaking once it names the next step.
      if (port !== undefined && (address !== ADDRESS.demo || said.output.includes('quickstart')))
        resolve(port);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    ended.then(
      ({ code, errors }) => reject(new Error(`expected a server, got exit ${code}: ${errors}`)),
      reject,
    );
  });
