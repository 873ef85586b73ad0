import type { Command } from 'commander';
import type { Product } from '../../compose';
import { readConfig } from '../config';
import { demoBanner } from '../demo/demo-banner';
import { loadDemo } from '../demo/load-demo';
import { UsageError } from '../failure';
import { openLogger } from '../logging';
import { untilToldToStop } from '../until-told-to-stop';

/** `liaison demo`: the server with demo data in an empty store, and what one needs for a first look. */
export const addDemo = (program: Command): void => {
  program
    .command('demo')
    .description(
      'Serve with demo data: fills an empty store, prints the address, tokens and a first request.',
    )
    .action(async () => {
      const config = readConfig(process.env);
      if (config.production)
        throw new UsageError('expected LIAISON_ENV=development, got production: no demo there');
      const logger = openLogger(config);
      const { startServer } = require('../../server') as typeof import('../../server');
      const server = await startServer(config, logger, loadDemoWhereEmpty);
      process.stdout.write(await demoBanner(server, config));
      await untilToldToStop(logger);
      await server.close();
    });
};

/** A store that somebody else's events are in is left alone; an interrupted demo is completed. */
const loadDemoWhereEmpty = async ({ liaison, log }: Product): Promise<void> => {
  const { events } = await log.readAll({ after: 0, limit: 1 });
  if (events.every(({ metadata }) => metadata.actor.id === 'demo')) await loadDemo(liaison);
};
