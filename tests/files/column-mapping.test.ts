import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAPPING_BYTES_MAX, readColumnMapping } from '../../src/cli/files/column-mapping';

describe('readColumnMapping', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mapping-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test.each([
    ['text that is not JSON', '{ columns', 'expected JSON like'],
    ['no columns', '{}', 'columns: '],
    ['an empty list of columns', '{"columns":{}}', 'columns: expected at least one column'],
    ['an unknown field', '{"columns":{"A":"shoeSize"}}', 'columns.A: expected one of contactId, externalId'],
    ['an unknown key', '{"columns":{"A":"email"},"colour":"red"}', 'the whole: '],
    [
      'two columns for one field',
      '{"columns":{"A":"email","B":"email"}}',
      'expected one column for email, got more',
    ],
    [
      'one column in two spellings',
      '{"columns":{"A b":"email","a-B":"family"}}',
      'expected each column once',
    ],
    ['an empty system', '{"columns":{"A":"email"},"system":" "}', 'system: '],
    [
      'a file that is too large',
      ' '.repeat(MAPPING_BYTES_MAX + 1),
      `expected at most ${MAPPING_BYTES_MAX} bytes`,
    ],
  ])('refuses %s', async (_, content, message) => {
    const path = join(folder, 'mapping.json');
    await writeFile(path, content);
    await expect(readColumnMapping(path)).rejects.toThrow(`mapping file: `);
    await expect(readColumnMapping(path)).rejects.toThrow(message);
  });
});
