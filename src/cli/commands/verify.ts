import { existsSync } from 'node:fs';
import { Argument, type Command } from 'commander';
import { projections } from '../../../projections';
import { verifyUseRecords } from '../../audit/use-records/verify';
import { openLogReader } from '../../compose';
import { verifyModel } from '../../store/projector/verify-model';
import { openSqliteRows } from '../../store/rows/sqlite/sqlite-row-store';
import { openDatabase } from '../../store/sqlite/database';
import { damageIn } from '../../store/sqlite/integrity';
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
      const reader = await openLogReader(openOptionsOf(readConfig(process.env)));
      const rows = openSqliteRows(reader.paths.readModelsPath);
      try {
        checkWholeLog(reader.paths.logPath);
        checkUseRecords(reader.paths.useRecordsPath);
        for (const projection of modelsNamed(model)) {
          const onProgress = stepsTo(process.stderr, `verifying ${projection.name}`);
          const verified = await verifyModel({ log: reader.log, rows, projection, onProgress });
          process.stdout.write(`${verdictOf(verified)}\n`);
          if (!verified.same) process.exitCode = 1;
        }
      } finally {
        await rows.close();
        await reader.close();
      }
    });
};

/** Every page and every row, which a start reads of a small log only; throws the fault that says what is damaged. */
const checkWholeLog = (path: string): void => {
  const database = openDatabase(path, { durability: 'full', readOnly: true });
  try {
    const damage = damageIn(database, 'whole');
    if (damage.length > 0) throw new StoreFault('CORRUPT', `${path} is damaged: ${damage.join('; ')}`);
  } finally {
    database.close();
  }
  process.stdout.write('log: every page and every row is sound\n');
};

/** The whole chain: where it ends is said, so that it can be kept elsewhere and compared the next time. */
const checkUseRecords = (path: string): void => {
  if (!existsSync(path)) return;
  const database = openDatabase(path, { durability: 'full', readOnly: true });
  try {
    // One state of the file, also while a server adds to it.
    database.exec('BEGIN');
    const { records, end, findings } = verifyUseRecords(database);
    if (findings.length > 0)
      throw new StoreFault('CORRUPT', `${path} was tampered with or is damaged: ${findings.join('; ')}`);
    process.stdout.write(`records of use: ${records}, the last is ${end.sequence} with ${end.hash}\n`);
  } finally {
    database.close();
  }
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
