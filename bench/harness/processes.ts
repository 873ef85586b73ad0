import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const RUN_TYPESCRIPT = join(ROOT, 'tests', 'run-typescript.cjs');
/** The longest a process may take to end after it was told to, before it is killed. */
const END_MS_MAX = 10_000;
const ERRORS_KEPT_MAX = 20_000;

/** A process that does tasks (`serveTasks`). */
export interface TaskProcess {
  readonly pid: number;
  ask<Answer>(task: string, input?: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

/** How a process is started. */
export interface ProcessOptions {
  /** Below the folder of the bench. */
  readonly script: string;
  readonly words?: readonly string[];
  /** Options of Node itself. */
  readonly node?: readonly string[];
}

interface Answered {
  readonly id: number;
  readonly value?: unknown;
  readonly fault?: string;
}

/** Starts a TypeScript file of the bench and waits until it takes tasks. */
export const startTasks = async ({ script, words = [], node = [] }: ProcessOptions): Promise<TaskProcess> => {
  const file = join(ROOT, 'bench', script);
  const child = fork(RUN_TYPESCRIPT, [file, ...words], {
    execArgv: [...node],
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(fault: Error): void }>();
  const errors = errorsOf(child);
  const ended = once(child, 'exit').then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${script} has ended: ${errors()}`));
  });
  let asked = 0;
  child.on('message', ({ id, value, fault }: Answered) => {
    const told = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) told?.resolve(value);
    else told?.reject(new Error(`${script}: ${fault}`));
  });
  const answerTo = <Answer>(id: number): Promise<Answer> =>
    new Promise<Answer>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    });
  await answerTo(0);
  return {
    pid: child.pid ?? 0,
    ask: <Answer>(task: string, input?: unknown) => {
      asked += 1;
      const answer = answerTo<Answer>(asked);
      child.send({ id: asked, task, input });
      return answer;
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await endOf(child, ended);
    },
  };
};

/** Waits for the end of a process that was told to end, and kills it where that takes too long. */
export const endOf = async (child: ChildProcess, ended: Promise<unknown>): Promise<void> => {
  const killing = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX);
  await ended;
  clearTimeout(killing);
};

/** The end of what a process has written to its standard error. */
export const errorsOf = (child: ChildProcess): (() => string) => {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text = `${text}${chunk.toString()}`.slice(-ERRORS_KEPT_MAX);
  });
  return () => text;
};

/** Where the repository is. */
export const REPOSITORY = ROOT;
