import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeContactsFile } from '../data/contacts-file';
import { copiedFolder } from '../data/data-folder';
import { idOf } from '../data/planned-commands';
import { errorsOf } from '../harness/processes';
import type { Contender, Figures, Kind, Mode, OpenSuite, Setting, Suite } from '../harness/suite';
import { runLiaison } from '../product/run-liaison';

const CONTACTS: Readonly<Record<Mode, number>> = { tiny: 20, quick: 1_000, full: 100_000 };
const [WHOLE, TENTH] = ['liaison import', 'liaison import, a tenth of the file'];
/** 100,000 contacts in 30 seconds. */
const CONTACTS_PER_SECOND = 100_000 / 30;
const BYTES_PER_MB = 1_000_000;

/** The command line's import of a table, as a process of its own. */
export const importing: Suite = {
  name: 'import',
  rows: [
    {
      name: 'import',
      title: 'Import of contacts from CSV, all joining one partner',
      isWholeRun: true,
      figures: [
        {
          name: 'speed',
          unit: 'contacts/s',
          better: 'higher',
          goals: [{ contender: WHOLE, atLeast: Math.ceil(CONTACTS_PER_SECOND) }],
        },
        {
          name: 'peak memory',
          unit: 'MB',
          better: 'lower',
          goals: [{ contender: WHOLE, times: 0.8, against: TENTH }],
        },
      ],
    },
  ],
  open: async (setting): Promise<OpenSuite> => {
    const contacts = CONTACTS[setting.mode];
    const contenders = [importOf(WHOLE, 'product', contacts, setting)];
    if (setting.mode === 'full') contenders.push(importOf(TENTH, 'limit', contacts / 10, setting));
    return {
      contenders,
      notes: [`Import: a file of ${contacts.toLocaleString('en')} contacts.`],
      close: async () => undefined,
    };
  },
};

const importOf = (name: string, kind: Kind, contacts: number, setting: Setting): Contender => {
  const file = join(setting.folder, `contacts-${contacts}.csv`);
  return {
    name,
    kind,
    rows: ['import'],
    ready: async () => writeContactsFile(file, contacts),
    round: () => importOnce(file, contacts, setting),
  };
};

const importOnce = async (file: string, contacts: number, setting: Setting): Promise<Figures> => {
  const { path } = await copiedFolder(setting, 'tiny', 'import');
  const peak = join(setting.folder, 'import-peak');
  const begin = performance.now();
  const child = runLiaison(
    { folder: path, fromSources: setting.mode === 'tiny', environment: { BENCH_PEAK: peak } },
    ...['import', 'contacts', file, '--partner', idOf('organization', 1)],
  );
  const errors = errorsOf(child);
  const [code] = await once(child, 'exit');
  const seconds = (performance.now() - begin) / 1_000;
  if (code !== 0) throw new Error(`expected the import to succeed, got ${code}: ${errors()}`);
  const memory = Number(readFileSync(peak, 'utf8')) / BYTES_PER_MB;
  rmSync(path, { recursive: true });
  return { speed: contacts / seconds, 'peak memory': memory };
};
