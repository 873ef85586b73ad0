import { Argument, type Command } from 'commander';
import { projections } from '../../../projections';
import { openStoreReader } from '../../compose/store-reader';
import { rebuildModel } from '../../store/projector/rebuild-model';
import { readConfig } from '../config';
import { modelsNamed } from '../named-models';
import { openOptionsOf } from '../open-options';
import { stepsTo } from '../steps';

/** `liaison rebuild`: a read model made anew from the log, while the server goes on serving. */
export const addRebuild = (program: Command): void => {
  program
    .command('rebuild')
    .description(
      'Make a read model anew from the log; a running server goes on serving and then reads the new copy.',
    )
    .addArgument(new Argument('<model>', 'which').choices([...projections.map(({ name }) => name), 'all']))
    .action(async (model: string) => {
      const reader = await openStoreReader(openOptionsOf(readConfig(process.env)));
      try {
        const log = await reader.openLog();
        for (const projection of modelsNamed(model)) {
          const onProgress = stepsTo(process.stderr, `rebuilding ${projection.name}`);
          const { events, position } = await rebuildModel({
            log,
            rows: reader.rows,
            projection,
            readPages: reader.pagesOf(log),
            onProgress,
          });
          process.stdout.write(
            `${projection.name}: rebuilt from ${events} events, as of position ${position}\n`,
          );
        }
      } finally {
        await reader.close();
      }
    });
};
