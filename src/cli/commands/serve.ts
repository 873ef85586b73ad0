import type { Command } from 'commander';
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
      // Loaded only where it runs: other commands begin in half the time without GraphQL.
      const { startServer } = require('../../server') as typeof import('../../server');
      const server = await startServer(config, logger);
      await untilToldToStop(logger);
      await server.close();
    });
};
