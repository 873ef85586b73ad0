import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(__dirname, '..', '..', '..');

/** A process of its own that runs a TypeScript file of this folder. */
export interface Child {
  readonly process: ChildProcess;
  /** The lines it says, one after the other; ends with its output. */
  readonly lines: AsyncIterator<string>;
  /** Ends it as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** What a test that failed has left running is ended with its file: it would work on, and hold what it inherited open. */
const running = new Set<ChildProcess>();
afterAll(async () => {
  await Promise.all(
    [...running].map((child) => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      return gone;
    }),
  );
});

export const startChild = (file: string, ...args: readonly string[]): Child => {
  const script = join(ROOT, 'tests', 'run-typescript.cjs');
  const child = spawn(process.execPath, [script, join(__dirname, file), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'close');
  running.add(child);
  child.once('exit', () => running.delete(child));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    lines,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
};
