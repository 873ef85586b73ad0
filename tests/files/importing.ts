import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { ContactCard } from '../../projections/contact-list/contact-card';
import { contactList } from '../../projections/contact-list/project';
import type { ReportLine } from '../../src/cli/files/import-report';
import { type RunExport, runExport } from '../../src/cli/files/run-export';
import { type ImportResult, type RunImport, runImport } from '../../src/cli/files/run-import';
import { administrator, type Opened, openedProduct } from '../handling/opened-product';

export const NORDLICHT = '10000000-0000-4000-8000-00000000000a';
export const MUSTER = '10000000-0000-4000-8000-00000000000b';
export const ACME = '30000000-0000-4000-8000-00000000000c';

/**
 * The product on a real data folder, with two partners and an account that a file may name, and files to
 * import.
 */
export interface Desk {
  readonly opened: Opened;
  /** Writes a file and answers its path. */
  file(name: string, content: string | Buffer): string;
  path(name: string): string;
  import(file: string, options?: Partial<RunImport>): Promise<ImportResult>;
  /** Imports with a report, and answers its lines. */
  report(file: string, options?: Partial<RunImport>): Promise<ReportLine[]>;
  export(options?: Partial<RunExport>): Promise<string>;
  cards(): Promise<ContactCard[]>;
  card(externalId: string): Promise<ContactCard>;
  close(): Promise<void>;
}

export const openDesk = async (): Promise<Desk> => {
  const opened = await openedProduct();
  const folder = mkdtempSync(join(tmpdir(), 'liaison-files-'));
  const { liaison } = opened.product;
  await opened.send('registerPartnerOrganization', {
    partnerOrganizationId: NORDLICHT,
    name: 'Nordlicht',
    externalId: 'P1',
  });
  await opened.send('registerPartnerOrganization', { partnerOrganizationId: MUSTER, name: 'Muster' });
  await opened.send('registerAccount', { accountId: ACME, name: 'Acme', externalId: 'A1' });

  const path = (name: string): string => join(folder, name);
  const run = (file: string, options: Partial<RunImport> = {}) =>
    runImport({ liaison, actor: administrator, file, ...options });
  const cards = async (): Promise<ContactCard[]> => {
    const at = await liaison.models.current();
    const found = await liaison.models.select(contactList, at, (rows) =>
      rows.orderBy('row.key').limit(1_000),
    );
    return found.map(({ row }) => row);
  };
  return {
    opened,
    path,
    cards,
    import: run,
    file: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
    report: async (file, options = {}) => {
      await run(file, { reportFile: path('report.jsonl'), ...options });
      return linesOf(path('report.jsonl'));
    },
    export: async (options = {}) => {
      let text = '';
      const output = new Writable({
        decodeStrings: false,
        write: (chunk, _encoding, done) => {
          text += chunk;
          done();
        },
      });
      await runExport({ liaison, output, ...options });
      return text;
    },
    card: async (externalId) => {
      const found = (await cards()).find((card) => card.externalId?.id === externalId);
      if (found === undefined)
        throw new Error(`expected a contact with the external id ${externalId}, got none`);
      return found;
    },
    close: async () => {
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export const linesOf = (path: string): ReportLine[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
