import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CommandName, CommandOf } from '../../src/domain/commands';
import type { Done, Outcome } from '../../src/handling/outcome';
import { endLater } from './running-server';

const TESTS = join(__dirname, '..');

/** The product without GraphQL, in a process of its own that can be killed. */
export interface CommandServer {
  /** Answers what the command did; undefined where the process is gone before it could answer. */
  send<Name extends CommandName>(
    name: Name,
    command: CommandOf<Name>,
    idempotencyKey: string,
  ): Promise<Done | undefined>;
  /** Ends it as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts it on the data folder and waits until it takes commands. */
export const startCommandServer = async (folder: string): Promise<CommandServer> => {
  const script = join(TESTS, 'e2e', 'children', 'serve-commands.ts');
  const child = spawn(process.execPath, [join(TESTS, 'run-typescript.cjs'), script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'close');
  endLater(child);
  const [said] = await Promise.race([once(child.stdout, 'data'), gone]);
  const [, port] = /^port (\d+)/.exec(String(said)) ?? [];
  if (port === undefined) throw new Error(`expected a port, got ${String(said)}`);
  return {
    send: async (name, command, idempotencyKey) => {
      const outcome = await answerOf(`http://127.0.0.1:${port}`, { name, command, idempotencyKey });
      if (outcome === undefined || outcome.outcome === 'done') return outcome;
      throw new Error(`expected ${name} to be done, got ${JSON.stringify(outcome)}`);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
};

const answerOf = async (url: string, request: object): Promise<Outcome | undefined> => {
  try {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
    return (await response.json()) as Outcome;
  } catch (fault) {
    // fetch says no more than this when the connection breaks; it comes from outside the realm of the tests.
    if ((fault as Error).name === 'TypeError') return undefined;
    throw fault;
  }
};
