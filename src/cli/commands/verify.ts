import { Argument, type Command } from 'commander';
import { projections } from '../../../projections';
import { openStoreReader, type StoreReader } from '../../compose/store-reader';
import { verifyModel } from '../../store/projector/verify-model';
import { StoreFault } from '../../store/store-fault';
import { readConfig } from '../config';
import { modelsNamed } from '../named-models';
import { openOptionsOf } from '../open-options';
import { stepsTo } from '../steps';

/** `liaison verify`: whether the read models equal a replay of the log. */
export const addVerify = (program: Command): void => {
  program
    .command('verify')
    .description('Compare read models with a replay of the log, by digest; also while the server runs.')
    .addArgument(
      new Argument('[model]', 'which')
        .choices([...projections.map(({ name }) => name), 'all'])
        .default('all'),
    )
    .action(async (model: string) => {
      const reader = await openStoreReader(openOptionsOf(readConfig(process.env)));
      try {
        const log = await reader.openLog();
        process.stdout.write(`log: ${await reader.checkLog()}\n`);
        await checkUseRecords(reader);
        for (const projection of modelsNamed(model)) {
          const onProgress = stepsTo(process.stderr, `verifying ${projection.name}`);
          const verified = await verifyModel({ log, rows: reader.rows, projection, onProgress });
          process.stdout.write(`${verdictOf(verified)}\n`);
          if (!verified.same) process.exitCode = 1;
        }
      } finally {
        await reader.close();
      }
    });
};

/** The whole chain: where it ends is said, so that it can be kept elsewhere and compared the next time. */
const checkUseRecords = async (reader: StoreReader): Promise<void> => {
  const verdict = await reader.checkUseRecords();
  if (verdict === undefined) return;
  const { records, end, findings } = verdict;
  if (findings.length > 0) {
    throw new StoreFault(
      'CORRUPT',
      `the records of use were tampered with or are damaged: ${findings.join('; ')}`,
    );
  }
  process.stdout.write(`records of use: ${records}, the last is ${end.sequence} with ${end.hash}\n`);
};

const verdictOf = ({
  model,
  position,
  rows,
  same,
  digest,
  firstDifference,
}: Awaited<ReturnType<typeof verifyModel>>) =>
  same
    ? `${model}: equals a replay up to position ${position} (${rows} rows, SHA-256 ${digest})`
    : `${model}: DIFFERS from a replay up to position ${position}, first at ${firstDifference}; ` +
      `liaison rebuild ${model}`;
