import { createHash } from 'node:crypto';
import { contractText, publishedNames } from './published';

/** The digest of a text, the same whatever line ends a checkout made. */
const digestOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');

/** What has been done to the contract, with what to do about it; empty where nothing. */
const breaches = (published: Readonly<Record<string, string>>, present: Readonly<Record<string, string>>) => [
  ...Object.keys(published).flatMap((path) => {
    if (present[path] === undefined) return [`${path} was published and is gone: put it back`];
    if (present[path] === published[path]) return [];
    return [
      `${path} was published and has changed: put it back and add a version (README.md, "A new version")`,
    ];
  }),
  ...Object.keys(present)
    .filter((path) => published[path] === undefined)
    .map(
      (path) => `${path} is new: publish it by adding "${path}": "${present[path]}" to events/published.json`,
    ),
];

const PUBLISHED = JSON.parse(contractText('published.json')) as Readonly<Record<string, string>>;
const PRESENT = Object.fromEntries(
  (['schemas', 'samples'] as const).flatMap((folder) =>
    publishedNames(folder).map((name): [string, string] => {
      const path = `${folder}/${name}.json`;
      return [path, digestOf(contractText(path))];
    }),
  ),
);
const CHANGED = 'schemas/ContactRegistered.v1.json';

describe('the published schemas and samples', () => {
  test('stand as they were published', () => expect(breaches(PUBLISHED, PRESENT)).toEqual([]));

  test('do not change without notice', () =>
    expect(breaches(PUBLISHED, { ...PRESENT, [CHANGED]: digestOf('{}') })).toEqual([
      `${CHANGED} was published and has changed: put it back and add a version (README.md, "A new version")`,
    ]));

  test('do not vanish without notice', () => {
    const { [CHANGED]: _, ...rest } = PRESENT;
    expect(breaches(PUBLISHED, rest)).toEqual([`${CHANGED} was published and is gone: put it back`]);
  });

  test('do not appear without being published', () =>
    expect(breaches(PUBLISHED, { ...PRESENT, 'schemas/ContactRegistered.v2.json': 'abc' })).toEqual([
      'schemas/ContactRegistered.v2.json is new: publish it by adding "schemas/ContactRegistered.v2.json": "abc" to ' +
        'events/published.json',
    ]));
});
