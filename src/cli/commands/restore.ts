import type { Command } from 'commander';
import { restore } from '../../backup/restore';
import { readConfig } from '../config';
import { placesOf } from '../places';
import { stepsTo } from '../steps';

/** `liaison restore`: a backup into a store that holds nothing yet, verified before and after. */
export const addRestore = (program: Command): void => {
  program
    .command('restore')
    .description('Restore a backup into the configured store, which must hold nothing yet.')
    .argument('<folder>', 'the backup of the log')
    .option('--keys <folder>', 'the backup of the keys and records of use; not restored where absent')
    .action(async (folder: string, { keys: keysFolder }: { readonly keys?: string }) => {
      const config = readConfig(process.env);
      const { dataFolder, masterKey } = config;
      const { backup, masterKeyFits } = await restore({
        ...placesOf(config),
        dataFolder,
        folder,
        ...(keysFolder === undefined ? {} : { keysFolder }),
        ...(masterKey === undefined ? {} : { masterKey }),
        onProgress: stepsTo(process.stderr, 'verifying the backup'),
      });
      const { log, keys } = backup;
      process.stdout.write(
        `log: ${log.events} events of ${log.takenAt} are restored (SHA-256 ${log.digest})\n`,
      );
      if (keys !== undefined) {
        const { keys: count, tombstones } = keys.manifest;
        process.stdout.write(`keys: ${count} keys and ${tombstones} tombstones are restored\n`);
      }
      process.stderr.write(adviceFor(keys !== undefined, masterKeyFits));
    });
};

const adviceFor = (hasKeys: boolean, masterKeyFits: boolean): string => {
  const needed = [
    ...(hasKeys ? [] : ['put keys.db back (liaison restore --keys restores both)']),
    ...(masterKeyFits
      ? []
      : ['put the master key back (master.key in the data folder, or LIAISON_MASTER_KEY)']),
    ...(hasKeys ? ['repeat the erasures that were made after the keys were backed up'] : []),
    'start the server, which makes the read models anew',
    'run liaison verify',
  ];
  return `What is left to do: ${needed.join('; ')}. Positions that clients remember are refused from now on.\n`;
};
