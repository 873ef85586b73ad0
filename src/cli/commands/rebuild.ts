import { Argument, type Command } from 'commander';
import { projections } from '../../../projections';
import { openLogReader } from '../../compose';
import { rebuildModel } from '../../store/projector/rebuild-model';
import { openSqliteRows } from '../../store/rows/sqlite/sqlite-row-store';
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
      const reader = await openLogReader(openOptionsOf(readConfig(process.env)));
      const rows = openSqliteRows(reader.paths.readModelsPath);
      try {
        for (const projection of modelsNamed(model)) {
          const onProgress = stepsTo(process.stderr, `rebuilding ${projection.name}`);
          const { events, position } = await rebuildModel({ log: reader.log, rows, projection, onProgress });
          process.stdout.write(
            `${projection.name}: rebuilt from ${events} events, as of position ${position}\n`,
          );
        }
      } finally {
        await rows.close();
        await reader.close();
      }
    });
};
