import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ImportSummary } from './import-report';

/** How many lines are imported between two checkpoints. */
export const LINES_PER_CHECKPOINT = 1_000;

/** How far an import has come. Only saves time: importing a line again changes nothing. */
export interface ImportCheckpoint {
  /** Digest of the file and of the settings; another file or setting begins at the start. */
  readonly importDigest: string;
  readonly reportBytes: number;
  readonly summary: ImportSummary;
}

const count = z.number().int().nonnegative();
const checkpointSchema = z.strictObject({
  importDigest: z.string(),
  reportBytes: count,
  summary: z.strictObject({
    lines: count,
    made: count,
    changed: count,
    same: count,
    skipped: count,
    refused: count,
    managersNotTaken: count,
  }),
});

/** The checkpoint of an interrupted import of the same file; a torn or foreign one counts as none. */
export const readCheckpoint = async (
  path: string,
  importDigest: string,
): Promise<ImportCheckpoint | undefined> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const parsed = checkpointSchema.safeParse(jsonOf(text));
  return parsed.success && parsed.data.importDigest === importDigest ? parsed.data : undefined;
};

/** Replaces the checkpoint as a whole. */
export const writeCheckpoint = async (path: string, checkpoint: ImportCheckpoint): Promise<void> => {
  await writeFile(`${path}.part`, JSON.stringify(checkpoint), { mode: 0o600, flush: true });
  await rename(`${path}.part`, path);
};

/** Forgets how far an import had come: it is finished. */
export const removeCheckpoint = (path: string): Promise<void> => rm(path, { force: true });

/** SHA-256 of the file and the settings of its import. */
export const digestOfImport = async (path: string, settings: unknown): Promise<string> => {
  const digest = createHash('sha256').update(`${JSON.stringify(settings)}\n`);
  for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
  return digest.digest('hex');
};

const jsonOf = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    // Torn by a crash in the middle of writing: the same as none.
    return undefined;
  }
};
