import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { TRUSTED_BYTES_MAX, TRUSTED_DOCUMENTS_MAX } from './bounds';
import type { TrustedDocuments } from './trusted-documents';

type Entry = readonly [id: string, text: string];

const MANIFEST = z.record(z.string().min(1).max(200), z.string().min(1));

/**
 * Reads trusted documents from a JSON file `{ "id": "document" }`, or from a folder of such files and of
 * `id.graphql`. Throws where there are none, too many, or two of one id.
 */
export const readTrustedDocuments = (path: string): TrustedDocuments => {
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isFile() && ['.graphql', '.json'].includes(extname(entry.name)))
        .map(({ name }) => join(path, name))
        .sort()
    : [path];
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  if (bytes > TRUSTED_BYTES_MAX)
    throw new Error(`Expected ${path} to hold at most ${TRUSTED_BYTES_MAX} bytes, got ${bytes}`);
  return { byId: collected(path, files.flatMap(entriesOf)) };
};

const entriesOf = (file: string): readonly Entry[] => {
  const text = readFileSync(file, 'utf8');
  if (extname(file) === '.graphql') return [[basename(file, '.graphql'), text]];
  const manifest = MANIFEST.safeParse(jsonOf(text));
  if (!manifest.success)
    throw new Error(`Expected ${file} to hold {"id": "document"} in JSON, got another text`);
  return Object.entries(manifest.data);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
};

const collected = (path: string, entries: readonly Entry[]): ReadonlyMap<string, string> => {
  const byId = new Map<string, string>();
  for (const [id, text] of entries) {
    if (byId.has(id)) throw new Error(`Expected each trusted document once in ${path}, got ${id} twice`);
    byId.set(id, text);
  }
  if (byId.size === 0 || byId.size > TRUSTED_DOCUMENTS_MAX)
    throw new Error(`Expected 1 to ${TRUSTED_DOCUMENTS_MAX} trusted documents in ${path}, got ${byId.size}`);
  return byId;
};
