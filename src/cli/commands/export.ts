import { type Command, Option } from 'commander';
import { FLAVORS, type Flavor } from '../../../events';
import { openModelsReader } from '../../compose';
import { readConfig } from '../config';
import { runExport } from '../files/run-export';
import { type FileFormat, formatOf } from '../files/run-import';
import { exportText } from '../files/summary-text';
import type { VcardVersion } from '../files/write-vcard';
import { openOptionsOf } from '../open-options';
import { stopSignal } from '../stop-signal';

interface ExportOptions {
  readonly output?: string;
  readonly format?: FileFormat;
  readonly vcardVersion?: VcardVersion;
  readonly partner?: string;
  readonly flavor?: Flavor;
  readonly formulaGuard: boolean;
}

/** `liaison export contacts`: a table or vCards of what the read models hold. */
export const addExport = (program: Command): void => {
  program
    .command('export')
    .description('Write what other systems can read.')
    .command('contacts')
    .description('Export contacts as CSV or vCard, as of one state of the log; also while the server runs.')
    .option('--output <file>', 'where to write; standard output where absent')
    .addOption(
      new Option('--format <format>', 'from the name of the file where absent').choices(['csv', 'vcard']),
    )
    .addOption(
      new Option('--vcard-version <version>', 'of the vCards').choices(['3.0', '4.0']).default('4.0'),
    )
    .option('--partner <uuid>', 'only contacts of this partner organization')
    .addOption(new Option('--flavor <flavor>', 'only contacts of this flavor').choices(FLAVORS))
    .option('--no-formula-guard', 'leave cells that a spreadsheet would run as formulas as they are')
    .action((options: ExportOptions) => exportContacts(options));
};

const exportContacts = async ({
  output,
  format,
  partner,
  formulaGuard,
  ...rest
}: ExportOptions): Promise<void> => {
  const reader = await openModelsReader(openOptionsOf(readConfig(process.env)));
  try {
    const result = await runExport({
      ...rest,
      liaison: { models: reader.models, now: () => new Date().toISOString() },
      output: output ?? process.stdout,
      format: format ?? (output === undefined ? 'csv' : formatOf(output)),
      guardFormulas: formulaGuard,
      minPosition: reader.head,
      ...(partner === undefined ? {} : { partnerOrganizationId: partner }),
      signal: stopSignal(),
    });
    process.stderr.write(exportText(result));
  } finally {
    await reader.close();
  }
};
