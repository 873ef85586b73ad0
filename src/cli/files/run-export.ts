import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Flavor } from '../../../events';
import type { Snapshot } from '../../../projections/read-models';
import type { Liaison } from '../../handling/liaison';
import { UsageError } from '../failure';
import { exportContacts } from './export-contacts';
import type { ExportedContact } from './exported-contact';
import { type FileFormat, formatOf } from './run-import';
import { channelsWithoutColumn, csvHeader, csvLine } from './write-csv';
import { type VcardVersion, vcardOf } from './write-vcard';

/** How long an export waits for the read models. */
export const READ_MODELS_WAIT_MS = 30_000;

/** How much text is gathered before it is written. */
const CHUNK_CHARACTERS = 65_536;

/** What `liaison export contacts` is told. */
export interface RunExport {
  readonly liaison: Pick<Liaison, 'models' | 'now'>;
  /** A path, which appears only when the export is complete, or a stream. */
  readonly output: string | Writable;
  /** From the name of the file where absent (.vcf and .vcard are vCards). */
  readonly format?: FileFormat;
  readonly vcardVersion?: VcardVersion;
  readonly partnerOrganizationId?: string;
  readonly flavor?: Flavor;
  /** False leaves cells that a spreadsheet would run as formulas as they are. */
  readonly guardFormulas?: boolean;
  /** The file speaks of this position or a later one; the export waits for the read models to reach it. */
  readonly minPosition?: number;
  readonly signal?: AbortSignal;
}

export interface ExportResult {
  readonly contacts: number;
  /** Ways to reach contacts for which a table has no column; vCards hold them all. */
  readonly channelsLeftOut: number;
  /** The position of the log that the file speaks of. */
  readonly position: number;
}

/** Writes contacts to a file, in bounded memory and as of one state of the log. */
export const runExport = async (options: RunExport): Promise<ExportResult> => {
  const { liaison, output, partnerOrganizationId, flavor, signal } = options;
  const format = options.format ?? (typeof output === 'string' ? formatOf(output) : 'csv');
  const at = await snapshotOf(options);
  const tally = { contacts: 0, channelsLeftOut: 0 };
  const contacts = exportContacts({
    models: liaison.models,
    at,
    now: liaison.now(),
    ...(partnerOrganizationId === undefined ? {} : { partnerOrganizationId }),
    ...(flavor === undefined ? {} : { flavor }),
  });
  const counted = (contact: ExportedContact): void => {
    tally.contacts += 1;
    if (format === 'csv') tally.channelsLeftOut += channelsWithoutColumn(contact);
  };
  await writeTo(output, inChunks(textOf(contacts, format, options, counted)), signal);
  return { ...tally, position: at.position };
};

const snapshotOf = async ({ liaison: { models }, minPosition = 0 }: RunExport): Promise<Snapshot> => {
  if (await models.reached(minPosition, READ_MODELS_WAIT_MS)) return models.current();
  throw new UsageError(
    `the read models have not reached position ${minPosition}; try again when they have caught up`,
  );
};

async function* textOf(
  contacts: AsyncIterable<ExportedContact>,
  format: FileFormat,
  { vcardVersion = '4.0', guardFormulas = true }: RunExport,
  counted: (contact: ExportedContact) => void,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvHeader();
  for await (const contact of contacts) {
    counted(contact);
    yield format === 'csv' ? csvLine(contact, { guardFormulas }) : vcardOf(contact, vcardVersion);
  }
}

async function* inChunks(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** A file is written beside its place and moved there when complete; only its owner may read it. */
const writeTo = async (
  output: string | Writable,
  chunks: AsyncIterable<string>,
  signal: AbortSignal | undefined,
): Promise<void> => {
  const stopping = signal === undefined ? {} : { signal };
  if (typeof output !== 'string')
    return pipeline(chunks, output, { ...stopping, end: output !== process.stdout });
  const part = `${output}.part`;
  try {
    await pipeline(chunks, createWriteStream(part, { mode: 0o600 }), stopping);
    await rename(part, output);
  } catch (fault) {
    await rm(part, { force: true });
    throw fault;
  }
};
