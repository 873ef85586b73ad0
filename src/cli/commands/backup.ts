import type { Command } from 'commander';
import { backUp } from '../../backup/back-up';
import { readConfig } from '../config';
import { placesOf } from '../places';
import { stepsTo } from '../steps';

/** `liaison backup`: the log and the keys, each into a folder of its own, while servers run. */
export const addBackup = (program: Command): void => {
  program
    .command('backup')
    .description('Back up the log and, apart from it, the keys and records of use; also while servers run.')
    .argument('<folder>', 'where to: a new or empty folder')
    .option('--keys <folder>', 'where the keys and records of use go; not backed up where absent')
    .action(async (folder: string, { keys: keysFolder }: { readonly keys?: string }) => {
      const { log, keys } = await backUp({
        ...placesOf(readConfig(process.env)),
        folder,
        ...(keysFolder === undefined ? {} : { keysFolder }),
        now: () => new Date().toISOString(),
        onProgress: stepsTo(process.stderr, 'verifying the backup'),
      });
      process.stdout.write(
        `log: ${log.events} events up to position ${log.head} (SHA-256 ${log.digest}) are in ${folder}\n`,
      );
      if (keys === undefined) {
        process.stderr.write(
          'The keys were not backed up: without them nobody reads the personal data in this backup. ' +
            'Give --keys and a folder that is kept elsewhere.\n',
        );
        return;
      }
      const records = keys.useRecords === undefined ? '' : ` and ${keys.useRecords.records} records of use`;
      process.stdout.write(
        `keys: ${keys.keys} keys, ${keys.tombstones} tombstones${records} are in ${keysFolder}\n`,
      );
      process.stderr.write('The master key is in neither: keep it in a third place.\n');
    });
};
