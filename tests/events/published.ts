import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { UndecodedEvent } from '../../events/codec';

const EVENTS_FOLDER = join(__dirname, '../../events');

/** The names of the published files of a folder, without `.json`. */
export const publishedNames = (folder: 'schemas' | 'samples'): readonly string[] =>
  readdirSync(join(EVENTS_FOLDER, folder)).map((file) => file.replace(/\.json$/, ''));

/** The text of a file of the contract. */
export const contractText = (path: string): string => readFileSync(join(EVENTS_FOLDER, path), 'utf8');

/** A fresh copy of a published sample, as `<Type>.v<version>`. */
export const sample = (name: string): UndecodedEvent =>
  JSON.parse(contractText(`samples/${name}.json`)) as UndecodedEvent;

/** Schemas that say something about every event, not about one type. */
export const SHARED_SCHEMAS: readonly string[] = ['EventMetadata.v1', 'RecordedEvent.v1'];

let compiled: Ajv2020 | undefined;

const validator = (): Ajv2020 => {
  if (compiled !== undefined) return compiled;
  compiled = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats(compiled);
  for (const name of publishedNames('schemas')) {
    compiled.addSchema(JSON.parse(contractText(`schemas/${name}.json`)) as object, name);
  }
  return compiled;
};

/** What a published schema has against a value; empty where nothing. */
export const violations = (schema: string, value: unknown): readonly string[] => {
  const validate = validator().getSchema(schema) as ValidateFunction | undefined;
  if (validate === undefined) return [`there is no schema ${schema}`];
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};
