import { type Command, Option } from 'commander';
import { openToWrite } from '../../compose';
import { collectEarly } from '../collect-early';
import { readConfig } from '../config';
import type { Delimiter } from '../files/read-csv';
import { type FileFormat, runImport } from '../files/run-import';
import { importText } from '../files/summary-text';
import { faultsTo, openLogger } from '../logging';
import { openOptionsOf } from '../open-options';
import { stopSignal } from '../stop-signal';

interface ImportOptions {
  readonly format?: FileFormat;
  readonly system?: string;
  readonly delimiter?: Delimiter;
  readonly mapping?: string;
  readonly partner?: string;
  readonly dryRun?: boolean;
  readonly report?: string;
}

/** `liaison import contacts FILE`: contacts of another system, from a table or vCards. */
export const addImport = (program: Command): void => {
  program
    .command('import')
    .description('Bring in what another system exported.')
    .command('contacts')
    .description(
      'Import contacts from CSV (Salesforce column names, or a mapping file) or vCard 3.0 and 4.0.',
    )
    .argument('<file>', 'the file to read')
    .addOption(
      new Option('--format <format>', 'from the name of the file where absent').choices(['csv', 'vcard']),
    )
    .addOption(
      new Option('--delimiter <character>', 'of the columns; found out where absent').choices([
        ',',
        ';',
        '\t',
      ]),
    )
    .option('--mapping <file>', 'JSON file that says which column means what')
    .option('--system <name>', 'the system that the ids in the file belong to')
    .option('--partner <uuid>', 'affiliate every contact with this partner organization')
    .option('--dry-run', 'only report what would be made, changed, skipped and refused')
    .option('--report <file>', 'write what became of each line, as JSON Lines; lets a stopped import go on')
    .addHelpText(
      'after',
      '\nNo server may be running on the same data folder; on PostgreSQL it may. See docs/import.md.',
    )
    .action((file: string, options: ImportOptions) => importContacts(file, options));
};

const importContacts = async (file: string, options: ImportOptions): Promise<void> => {
  collectEarly();
  const config = readConfig(process.env);
  const product = await openToWrite({ ...openOptionsOf(config), onFault: faultsTo(openLogger(config)) });
  try {
    const { mapping, partner, report, ...rest } = options;
    const result = await runImport({
      ...rest,
      liaison: product.liaison,
      actor: { kind: 'SERVICE', id: 'import' },
      file,
      ...(mapping === undefined ? {} : { mappingFile: mapping }),
      ...(partner === undefined ? {} : { partnerOrganizationId: partner }),
      ...(report === undefined ? {} : { reportFile: report }),
      progress: process.stderr,
      signal: stopSignal(),
    });
    process.stdout.write(importText(result));
    if (!result.finished || result.summary.skipped + result.summary.refused > 0) process.exitCode = 2;
  } finally {
    await product.close();
  }
};
