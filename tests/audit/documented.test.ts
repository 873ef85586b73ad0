import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import * as bounds from '../../src/audit/use-records/bounds';
import { buildLiaisonSchema } from '../../src/graphql/schema';

const document = readFileSync(join(__dirname, '../../docs/records-of-use.md'), 'utf8');

test('the query in docs/records-of-use.md is one of the schema', () => {
  const [, query = ''] = /```graphql\n(.*?)```/s.exec(document) ?? [];
  expect(validate(buildLiaisonSchema(), parse(query))).toEqual([]);
});

test('the numbers in docs/records-of-use.md are those of the product', () => {
  const { RETENTION_DAYS_DEFAULT, SUBJECTS_NAMED_MAX, TAIL_RECORDS_CHECKED } = bounds;
  const inWords = (value: number): string => value.toLocaleString('en-US');
  expect(document).toContain(`\`LIAISON_USE_RECORDS_DAYS\` (${inWords(RETENTION_DAYS_DEFAULT)})`);
  expect(document).toContain(`up to ${SUBJECTS_NAMED_MAX} subjects`);
  expect(document).toContain(`the last ${inWords(TAIL_RECORDS_CHECKED)} records`);
});
