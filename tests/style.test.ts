import { type Rule, type Source, sourceOf, sourcesIn } from './architecture/sources';
import * as style from './architecture/style';

const PRODUCT = sourcesIn('events', 'projections', 'src');
/** The bench but for the packages that it has of its own. */
const BENCH = [
  'data',
  'harness',
  'limits',
  'load',
  'peers',
  'product',
  'serving',
  'stores',
  'suites',
].flatMap((name) => sourcesIn(`bench/${name}`));
const ALL = [...PRODUCT, ...BENCH, ...sourcesIn('tests')];
const LONG_LINE = `const total = ${Array.from({ length: 40 }, (_, number) => `number${number}`).join(' + ')};`;

const inSrc = (text: string): Source => sourceOf('src/domain/example.ts', text);

const RULES: readonly (readonly [string, Rule, readonly Source[], readonly Source[]])[] = [
  [
    'keeps files short',
    style.keepsFilesShort,
    ALL,
    [inSrc('a;\n'.repeat(251)), sourceOf('tests/example.test.ts', 'a;\n'.repeat(301))],
  ],
  ['keeps lines short', style.keepsLinesShort, PRODUCT, [inSrc(LONG_LINE)]],
  [
    'keeps functions short',
    style.keepsFunctionsShort,
    PRODUCT,
    [inSrc(`const run = () => {\n${'a;\n'.repeat(60)}};`)],
  ],
  [
    'says no any',
    style.saysNoAny,
    PRODUCT,
    [inSrc('export const read = (value: any) => value;'), inSrc('// because\nconst rows = [] as any[];')],
  ],
  [
    'claims no presence',
    style.claimsNoPresence,
    PRODUCT,
    [inSrc('const first = rows[0]!.id;'), inSrc('class Row { readonly id!: string; }')],
  ],
  [
    'avoids special syntax',
    style.avoidsSpecialSyntax,
    PRODUCT,
    [
      inSrc('enum Flavor { USER }'),
      inSrc('namespace Contact { export const a = 1; }'),
      inSrc('export default {};'),
    ],
  ],
  ['calls no console', style.callsNoConsole, PRODUCT, [inSrc(`console.log('here');`)]],
  [
    'leaves nothing to do',
    style.leavesNothingToDo,
    PRODUCT,
    [inSrc('// TO' + 'DO: later'), inSrc('/* FIX' + 'ME */')],
  ],
  [
    'names files well',
    style.namesFilesWell,
    ALL,
    [
      sourceOf('src/store/utils.ts', ''),
      sourceOf('src/domain/contact-helper.ts', ''),
      sourceOf('src/domain/ContactRules.ts', ''),
    ],
  ],
  [
    'documents what it exports',
    style.documentsExports,
    PRODUCT,
    [
      inSrc('export const decide = () => [];'),
      inSrc('export function decide() {}'),
      inSrc('export class Decision {}'),
    ],
  ],
];

describe.each(RULES)('the source %s', (_what, rule, sources, violations) => {
  test('everywhere', () => expect(rule(sources)).toEqual([]));

  test.each(violations.map((source) => [`${source.path} ${source.text.slice(0, 40)}`, source] as const))(
    'and would not get away with %j',
    (_text, source) => {
      expect(rule([source])).toHaveLength(1);
    },
  );
});
