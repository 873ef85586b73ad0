import type { Command } from 'commander';
import { copyStore } from '../../backup/copy-store';
import { keysPlaceOf, logPlaceOf } from '../places';
import { stepsTo } from '../steps';
import { stopSignal } from '../stop-signal';

interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly keysFrom?: string;
  readonly keysTo?: string;
  readonly keys: boolean;
}

/** `liaison copy`: a whole store into another one, of any kind; interrupted, it goes on when it is repeated. */
export const addCopy = (program: Command): void => {
  program
    .command('copy')
    .description('Copy a store into another one: sqlite:FOLDER, postgres://…, kurrentdb://…, or env:NAME.')
    .requiredOption('--from <address>', 'the store to copy; also while servers run on it')
    .requiredOption('--to <address>', 'an empty store, or one that an earlier copy has begun')
    .option('--keys-from <address>', 'where the keys and records of use are; beside the log where absent')
    .option('--keys-to <address>', 'where they go; beside the log where absent')
    .option('--no-keys', 'leave keys and records of use alone')
    .action(async (options: CopyOptions) => {
      const [from, to] = [logPlaceOf('--from', options.from), logPlaceOf('--to', options.to)];
      const { copied, content } = await copyStore({
        from,
        to,
        ...(options.keys && {
          keys: {
            from: keysPlaceOf('--keys-from', options.keysFrom, from),
            to: keysPlaceOf('--keys-to', options.keysTo, to),
          },
        }),
        onCopied: stepsTo(process.stderr, 'copying'),
        onCompared: stepsTo(process.stderr, 'comparing'),
        signal: stopSignal(),
      });
      process.stdout.write(
        `${copied} events copied; both logs hold ${content.events} events (SHA-256 ${content.digest})\n`,
      );
    });
};
