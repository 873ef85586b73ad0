import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openProduct } from '../../../src/compose';
import type { CommandName, CommandOf } from '../../../src/domain/commands';

interface Request {
  readonly name: CommandName;
  readonly command: CommandOf<CommandName>;
  readonly idempotencyKey: string;
}

/**
 * Opens the product on a data folder and takes its commands over HTTP, without GraphQL: it starts faster than the
 * whole server, so that it can be killed more often. Says its port once it is ready.
 */
const serveCommands = async (dataFolder: string): Promise<void> => {
  const onFault = (process: string, fault: unknown) => say(`${process}: ${String(fault)}`);
  const { liaison } = await openProduct({ dataFolder, onFault });
  const server = createServer((incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    incoming.on('end', async () => {
      const { name, command, idempotencyKey }: Request = JSON.parse(body);
      const actor = { kind: 'ADMINISTRATOR', id: 'employee-1' } as const;
      const outcome = await liaison.send(name, command, { actor, idempotencyKey });
      response.end(JSON.stringify(outcome));
    });
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`);
  });
};

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const [, , folder = ''] = process.argv;
serveCommands(folder).catch((error: unknown) => {
  say(String(error));
  process.exit(1);
});
