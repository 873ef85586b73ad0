import { open } from 'node:fs/promises';
import { z } from 'zod';
import { COLUMNS, FIELDS, type Field, plain } from './columns';
import { UnreadableFile } from './contact-record';
import { TEXT_MAX } from './text-form';

/** The most bytes of a mapping file. */
export const MAPPING_BYTES_MAX = 65_536;

/** Which column of a table holds what, for tables with columns of their own names. */
export interface ColumnMapping {
  readonly columns: Readonly<Record<string, Field>>;
  /** The system that the table's ids are ids of. */
  readonly system?: string;
}

const mappingSchema = z.strictObject({
  columns: z
    .record(z.string().min(1).max(200), z.enum(FIELDS as readonly [Field, ...Field[]]))
    .refine((columns) => Object.keys(columns).length > 0, 'expected at least one column'),
  system: z.string().trim().min(1).max(TEXT_MAX.system).optional(),
});

/** Reads a mapping file; what is wrong with it is said with the place in the file and what was expected. */
export const readColumnMapping = async (path: string): Promise<ColumnMapping> => {
  const parsed = mappingSchema.safeParse(parseJson(await readStart(path)));
  if (!parsed.success)
    throw new UnreadableFile(`mapping file: ${parsed.error.issues.map(described).join('; ')}`);
  const { columns, system } = parsed.data;
  refuseDoubles(columns);
  return { columns, ...(system === undefined ? {} : { system }) };
};

/** Which field each column of the header holds; `undefined` for a column that is not read. */
export const fieldsOfHeader = (
  header: readonly string[],
  fieldNamed: (columnName: string) => Field | undefined,
): readonly (Field | undefined)[] => {
  const fields = header.map(fieldNamed);
  const known = fields.filter((field) => field !== undefined);
  if (!known.some((field) => IDENTIFYING.has(field))) {
    const expected = [...IDENTIFYING].map((field) => COLUMNS[field][0]).join(', ');
    throw new UnreadableFile(
      `line 1: expected the names of the columns, one of them ${expected}; others need a mapping file`,
    );
  }
  const double = known.find((field, index) => known.indexOf(field) !== index);
  if (double !== undefined) {
    throw new UnreadableFile(
      `line 1: expected one column for ${COLUMNS[double][0]}, got more; choose with a mapping file`,
    );
  }
  return fields;
};

/** Finds fields by the names in a mapping; every name in the mapping must be in the header. */
export const mappedFields = (
  { columns }: ColumnMapping,
  header: readonly string[],
): ((columnName: string) => Field | undefined) => {
  const names = new Set(header.map(plain));
  const missing = Object.keys(columns).filter((name) => !names.has(plain(name)));
  if (missing.length > 0) {
    throw new UnreadableFile(
      `mapping file: the table has no column ${missing.map((name) => `"${name}"`).join(', ')}`,
    );
  }
  const byName = new Map(Object.entries(columns).map(([name, field]) => [plain(name), field]));
  return (columnName) => byName.get(plain(columnName));
};

const IDENTIFYING: ReadonlySet<Field> = new Set(['externalId', 'given', 'family', 'fullName', 'email']);

const readStart = async (path: string): Promise<string> => {
  const file = await open(path, 'r');
  try {
    if ((await file.stat()).size > MAPPING_BYTES_MAX) {
      throw new UnreadableFile(`mapping file: expected at most ${MAPPING_BYTES_MAX} bytes`);
    }
    return (await file.readFile('utf8')).replace(/^\ufeff/, '');
  } finally {
    await file.close();
  }
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreadableFile('mapping file: expected JSON like { "columns": { "Their name": "email" } }', {
      cause,
    });
  }
};

const described = ({ path, code, message }: z.core.$ZodIssue): string => {
  const place = path.length === 0 ? 'the whole' : path.join('.');
  if (code === 'invalid_value') return `${place}: expected one of ${FIELDS.join(', ')}`;
  return `${place}: ${message}`;
};

const refuseDoubles = (columns: Readonly<Record<string, Field>>): void => {
  const fields = Object.values(columns);
  const double = fields.find((field, index) => fields.indexOf(field) !== index);
  if (double !== undefined)
    throw new UnreadableFile(`mapping file: columns: expected one column for ${double}, got more`);
  const names = Object.keys(columns).map(plain);
  if (new Set(names).size < names.length) {
    throw new UnreadableFile(
      'mapping file: columns: expected each column once (capitals and spaces do not count)',
    );
  }
};
