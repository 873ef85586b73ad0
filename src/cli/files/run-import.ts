import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Actor } from '../../domain/actor';
import type { Liaison } from '../../handling/liaison';
import { type ColumnMapping, readColumnMapping } from './column-mapping';
import { type FileLine, UnreadableFile } from './contact-record';
import { digestOfImport, readCheckpoint, removeCheckpoint, writeCheckpoint } from './import-checkpoint';
import { importContacts } from './import-contacts';
import { type ImportSummary, noReport, openReport } from './import-report';
import { type ProgressOutput, startProgress } from './progress';
import { type Delimiter, readCsv } from './read-csv';
import { readVcard } from './read-vcard';

export type FileFormat = 'csv' | 'vcard';

/** The system that ids belong to where neither the caller nor the mapping says so. */
export const SYSTEM_DEFAULT = 'crm';

/** What `liaison import contacts` is told. */
export interface RunImport {
  readonly liaison: Liaison;
  readonly actor: Actor;
  readonly file: string;
  /** From the name of the file where absent (.vcf and .vcard are vCards). */
  readonly format?: FileFormat;
  readonly system?: string;
  readonly delimiter?: Delimiter;
  readonly mappingFile?: string;
  readonly partnerOrganizationId?: string;
  readonly dryRun?: boolean;
  readonly concurrency?: number;
  /** JSON Lines; without it there is a summary only. */
  readonly reportFile?: string;
  readonly progress?: ProgressOutput;
  readonly signal?: AbortSignal;
}

/** How an import ended; `finished` is false where the signal ended it early. */
export interface ImportResult {
  readonly summary: ImportSummary;
  readonly dryRun: boolean;
  readonly finished: boolean;
  /** Lines that an interrupted import of the same file had done before. */
  readonly resumedAfter: number;
}

/**
 * Imports a file of contacts. Begun again after an interruption with a report file, it goes on where it was.
 */
export const runImport = async (options: RunImport): Promise<ImportResult> => {
  const { liaison, actor, dryRun = false, partnerOrganizationId, concurrency, signal } = options;
  const size = await sizeOf(options.file);
  if (size === -1) throw new UnreadableFile('expected a file to import, got a path where there is none');
  const mapping =
    options.mappingFile === undefined ? undefined : await readColumnMapping(options.mappingFile);
  const system = options.system ?? mapping?.system ?? SYSTEM_DEFAULT;
  const resume = await resumption(options, { system, mapping });
  const source = openSource(options, mapping, size);
  const report =
    options.reportFile === undefined ? noReport : await openReport(options.reportFile, resume.reportBytes);
  const progress =
    options.progress === undefined ? undefined : startProgress(options.progress, source.fraction);
  try {
    const summary = await importContacts({
      liaison,
      actor,
      system,
      dryRun,
      report,
      records: source.lines,
      ...(partnerOrganizationId === undefined ? {} : { partnerOrganizationId }),
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(signal === undefined ? {} : { signal }),
      ...(resume.done === undefined ? {} : { done: resume.done }),
      onProgress: (now) => progress?.advance(now),
      onCheckpoint: async (now) => resume.save(now, await report.flush()),
    });
    const finished = signal?.aborted !== true;
    if (finished) await resume.forget();
    return { summary, dryRun, finished, resumedAfter: resume.done?.lines ?? 0 };
  } finally {
    progress?.end();
    source.close();
    await report.close();
  }
};

/** The format that the name of a file tells. */
export const formatOf = (file: string): FileFormat =>
  ['.vcf', '.vcard'].includes(extname(file).toLowerCase()) ? 'vcard' : 'csv';

interface Resumption {
  readonly done?: ImportSummary;
  readonly reportBytes: number;
  save(summary: ImportSummary, reportBytes: number): Promise<void>;
  forget(): Promise<void>;
}

const STARTS_ANEW: Resumption = { reportBytes: 0, save: async () => {}, forget: async () => {} };

/**
 * The checkpoint stands beside the report, whose beginning it belongs to. A dry run has none: it is not
 * resumed.
 */
const resumption = async (options: RunImport, settings: object): Promise<Resumption> => {
  if (options.reportFile === undefined || options.dryRun === true) return STARTS_ANEW;
  const path = `${options.reportFile}.checkpoint`;
  const { delimiter, format, partnerOrganizationId } = options;
  const storeId = options.liaison.log.storeId;
  const importDigest = await digestOfImport(options.file, [
    settings,
    delimiter,
    format,
    partnerOrganizationId,
    storeId,
  ]);
  const found = await readCheckpoint(path, importDigest);
  const reportThere = found !== undefined && (await sizeOf(options.reportFile)) >= found.reportBytes;
  return {
    ...(reportThere ? { done: found.summary } : {}),
    reportBytes: reportThere ? found.reportBytes : 0,
    save: (summary, reportBytes) => writeCheckpoint(path, { importDigest, summary, reportBytes }),
    forget: () => removeCheckpoint(path),
  };
};

const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return -1;
    throw error;
  }
};

interface Source {
  readonly lines: AsyncIterable<FileLine>;
  /** How much of the file has been read, 0 to 1. */
  readonly fraction: () => number;
  close(): void;
}

const openSource = (options: RunImport, mapping: ColumnMapping | undefined, size: number): Source => {
  const { file, delimiter, format = formatOf(file) } = options;
  if (format === 'vcard' && mapping !== undefined)
    throw new UnreadableFile('a mapping file is for tables, not for vCards');
  const bytes = createReadStream(file);
  const reading = {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(mapping === undefined ? {} : { mapping }),
  };
  return {
    lines:
      format === 'vcard'
        ? readVcard(bytes as AsyncIterable<Buffer>)
        : readCsv(bytes as AsyncIterable<Buffer>, reading),
    fraction: () => (size === 0 ? 1 : bytes.bytesRead / size),
    close: () => bytes.destroy(),
  };
};
