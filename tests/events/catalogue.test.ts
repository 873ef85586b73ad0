import { CURRENT_VERSIONS } from '../../events/versions';
import { contractText, sample } from './published';

interface ObjectSchema {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}
interface EventSchema {
  readonly description: string;
  readonly properties: {
    readonly data: ObjectSchema;
    readonly personal?: { readonly additionalProperties: ObjectSchema };
  };
}

const STREAM_PATTERNS: Readonly<Record<string, RegExp>> = {
  'contact-<id>': /^contact-[0-9a-f-]{36}$/,
  'partnerOrganization-<id>': /^partnerOrganization-[0-9a-f-]{36}$/,
  'account-<id>': /^account-[0-9a-f-]{36}$/,
  'cascade-<cascade>-<event id>': /^cascade-[a-z-]+-[0-9a-f-]{36}$/,
  'command-<command id>': /^command-[0-9a-f-]{36}$/,
  '<kind>-<key>': /^(login|externalId|identity)-[0-9a-f]{64}$/,
  roleCatalogue: /^roleCatalogue$/,
};

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ') || '–';

const dataOf = ({ properties, required = [] }: ObjectSchema): readonly string[] =>
  Object.keys(properties).map((name) => (required.includes(name) ? name : `${name}?`));

/** The row a type has in the catalogue, as its newest schema says; `stream` comes from the catalogue itself. */
const rowOf = (type: string, current: number, stream: string): string => {
  const schema = JSON.parse(contractText(`schemas/${type}.v${current}.json`)) as EventSchema;
  const { data, personal } = schema.properties;
  const versions = Array.from({ length: current }, (_, index) => index + 1).join(', ');
  const fields = [listed(dataOf(data)), listed(Object.keys(personal?.additionalProperties.properties ?? {}))];
  return `| ${[type, versions, `\`${stream}\``, ...fields, schema.description].join(' | ')} |`;
};

const ROWS = contractText('README.md')
  .split('\n')
  .filter((line) => /^\| [A-Z][A-Za-z]+ \| \d/.test(line));
const streamIn = (row: string): string => /^\| \w+ \| [\d, ]+ \| `([^`]+)` \|/.exec(row)?.[1] ?? '';
const rowNamed = (type: string): string => ROWS.find((row) => row.startsWith(`| ${type} |`)) ?? '';
const TYPES = Object.entries(CURRENT_VERSIONS);

describe('the catalogue in events/README.md', () => {
  test('has one row for each type and no other, in alphabetical order', () =>
    expect(ROWS.map((row) => row.split(' ')[1])).toEqual(TYPES.map(([type]) => type).sort()));

  test.each(TYPES)('says of %s what its schema says', (type, current) =>
    expect(rowNamed(type)).toBe(rowOf(type, current, streamIn(rowNamed(type)))),
  );

  test.each(TYPES)('names the stream that the sample of %s stands in', (type, current) =>
    expect(sample(`${type}.v${current}`).stream).toMatch(STREAM_PATTERNS[streamIn(rowNamed(type))] ?? /^$/),
  );
});

describe('the glossary in events/README.md', () => {
  const glossary = contractText('README.md').split('## Words')[1] ?? '';
  const words = [
    'brand owner',
    'partner organization',
    'channel manager',
    'partner contact, resource, user',
    'resource role',
    'affiliation',
    'household, primary member',
    'relationship type, reciprocal name',
    'influence map',
    'co-sell',
    'line of influence, conflict line',
    'political status',
    'support',
    'coverage',
    'buying role, buying group',
    'key player',
    'account team, opportunity team',
    'team function',
    'access level',
    'coverage dates',
    'owner',
    'credit',
    'deal protection, deal registration',
    'delegated administrator',
    'suspend, restore',
    'revoke',
    'end-date',
    'access review',
    'survivorship',
    'as-of',
    'effective-on',
    'crypto-shredding',
    'process manager',
    'read model',
    'position',
    'checkpoint',
  ];
  test.each(words)('explains %s', (word) => expect(glossary).toContain(`\n| ${word} | `));
});
