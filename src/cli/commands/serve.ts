import type { Command } from 'commander';
import { startServer } from '../../server';
import { readConfig } from '../config';
import { openLogger } from '../logging';
import { untilToldToStop } from '../until-told-to-stop';

/** `liaison serve`: the server, until it is told to stop. */
export const addServe = (program: Command): void => {
  program
    .command('serve')
    .description('Serve GraphQL over HTTP, WebSocket and SSE until SIGTERM or SIGINT.')
    .action(async () => {
      const config = readConfig(process.env);
      const logger = openLogger(config);
      const server = await startServer(config, logger);
      await untilToldToStop(logger);
      await server.close();
    });
};
