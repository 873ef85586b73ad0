/** Numbers that look random and are the same for the same seed (mulberry32). */
export const randomFrom = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

type Random = (below: number) => number;

const SPLINTERS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  'null',
  'true',
  '-0',
  '1e999',
  '1e-999',
  '2147483648',
  '$n',
  '...',
  '@skip(if: true)',
  '@include',
  '__typename',
  '__proto__',
  'constructor',
  '\\ud800',
  '\\u0000',
  '\u0000',
  '\ufeff',
  '\u202e',
  'é',
  '"""',
  '#',
  '\\n',
  '{{{{{{{{',
  '[[[[[[[[',
  'first: 100',
  'first: $n',
  'on Contact',
  'fragment f on Query',
  'query',
  'mutation',
  'subscription',
  '{"query":',
  '"variables":',
  '"extensions":{"persistedQuery":{"sha256Hash":"x"}}',
] as const;
const BYTES = [0x00, 0x80, 0xc0, 0xed, 0xff, 0x7f, 0x22, 0x5c];
/** How many mutations one body suffers at most. */
const MUTATIONS_MAX = 4;

/** A valid body with something done to it: bytes, pieces, values, sizes. */
export const fuzzedBody = (random: Random, bodies: readonly object[]): Buffer => {
  const body = pick(random, bodies);
  const text = JSON.stringify(random(3) === 0 ? withOtherValues(random, body) : body);
  let bytes = Buffer.from(text, 'utf8');
  const mutations = random(MUTATIONS_MAX + 1);
  for (let done = 0; done < mutations; done += 1) bytes = Buffer.from(mutated(random, bytes, bodies));
  return bytes;
};

const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error('Expected something to pick from, got nothing');
  return item;
};

const mutated = (random: Random, bytes: Buffer, bodies: readonly object[]): Buffer => {
  const at = random(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + random(40));
  const rest = bytes.subarray(at);
  const head = bytes.subarray(0, at);
  switch (random(8)) {
    case 0:
      return Buffer.concat([head, Buffer.from([pick(random, BYTES)]), rest]);
    case 1:
      return Buffer.concat([head, bytes.subarray(end)]);
    case 2:
      return head;
    case 3:
      return Buffer.concat([head, bytes.subarray(at, end), rest]);
    case 4:
      return Buffer.concat([head, Buffer.from(JSON.stringify(pick(random, bodies))).subarray(random(60))]);
    case 5:
      return Buffer.concat([head, Buffer.from(pick(random, SPLINTERS).repeat(1 + random(50))), rest]);
    default:
      return Buffer.concat([head, Buffer.from(pick(random, SPLINTERS)), rest]);
  }
};

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e21,
  '',
  'x',
  '\ud800',
  [],
  {},
  [[[[]]]],
  'x'.repeat(5_000),
];

/** The same shape with other values here and there. */
const withOtherValues = (random: Random, value: unknown): unknown => {
  if (random(12) === 0) return deepValue(random) ?? pick(random, VALUES);
  if (Array.isArray(value)) return value.map((item) => withOtherValues(random, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withOtherValues(random, inner)]),
  );
};

const deepValue = (random: Random): unknown => {
  if (random(10) !== 0) return undefined;
  let value: unknown = 1;
  for (let depth = random(2_000); depth > 0; depth -= 1) value = depth % 2 === 0 ? [value] : { inner: value };
  return value;
};
