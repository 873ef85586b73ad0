import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endOf, errorsOf, REPOSITORY } from '../harness/processes';

const BUILT = join(REPOSITORY, 'dist', 'src', 'cli', 'main.js');
const SOURCE = [join(REPOSITORY, 'tests', 'run-typescript.cjs'), join(REPOSITORY, 'src', 'cli', 'main.ts')];
const PROBE = join(REPOSITORY, 'bench', 'harness', 'memory-probe.cjs');
const SERVING = /"port":(\d+)[^\n]*"message":"serving"/;

/** Memory of a process in bytes; `used` is what its program holds after a collection. */
export interface Memory {
  readonly rss: number;
  readonly used: number;
  readonly most: number;
}

/** How `liaison` is run. */
export interface LiaisonOptions {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs the sources instead of the build: for a test, which has no time to build. */
  readonly fromSources: boolean;
  /** Options of Node itself, such as a bound of the heap. */
  readonly node?: readonly string[];
}

/** The product serving. */
export interface Serving {
  readonly port: number;
  readonly pid: number;
  memory(): Promise<Memory>;
  /** Microseconds that it has been on the CPU so far. */
  cpuUs(): Promise<number>;
  /** `BENCH_PROFILE=folder npm run bench -- …` writes a CPU profile of the product from here on to its end. */
  profile(name: string): void;
  stop(): Promise<void>;
}

/** Runs `liaison` with these words. */
export const runLiaison = (options: LiaisonOptions, ...words: readonly string[]): ChildProcess => {
  const [program = BUILT, ...before] = options.fromSources || !existsSync(BUILT) ? SOURCE : [BUILT];
  return fork(program, [...before, ...words], {
    execArgv: ['--expose-gc', '--require', PROBE, ...(options.node ?? [])],
    env: {
      // What is set for something else (a server that is tried out, the tests) is no part of what is measured.
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LIAISON_'))),
      NODE_ENV: 'production',
      LIAISON_DATA: options.folder,
      LIAISON_PORT: '0',
      // The rate bounds what one actor may ask for each second: that is what is measured here. All else is standard.
      LIAISON_RATE_PER_SECOND: '100000000',
      LIAISON_RATE_BURST: '1000000000',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
};

/** Starts the server and waits until it takes requests. */
export const serveLiaison = async (options: LiaisonOptions): Promise<Serving> => {
  const child = runLiaison(options, 'serve');
  const errors = errorsOf(child);
  const ended = once(child, 'exit');
  const port = await portOf(child, errors, ended);
  return {
    port,
    pid: child.pid ?? 0,
    memory: () => told<Memory>(child, 'memory'),
    cpuUs: () => told<number>(child, 'cpu'),
    profile: (name) => {
      const folder = process.env.BENCH_PROFILE;
      if (folder === undefined) return;
      mkdirSync(folder, { recursive: true });
      child.send(`profile ${resolve(folder, `${name}.cpuprofile`)}`);
    },
    stop: async () => {
      child.kill('SIGTERM');
      await endOf(child, ended);
    },
  };
};

/** What the probe in the process tells. */
const told = async <Answer>(child: ChildProcess, question: 'memory' | 'cpu'): Promise<Answer> => {
  const answer = once(child, 'message');
  child.send(question);
  return (await answer)[0] as Answer;
};

const portOf = (child: ChildProcess, errors: () => string, ended: Promise<unknown>): Promise<number> =>
  new Promise((resolve, reject) => {
    const look = () => {
      const [, port] = SERVING.exec(errors()) ?? [];
      if (port === undefined) return;
      child.stderr?.off('data', look);
      resolve(Number(port));
    };
    child.stderr?.on('data', look);
    ended.then(() => reject(new Error(`liaison serve has ended: ${errors()}`)));
  });
