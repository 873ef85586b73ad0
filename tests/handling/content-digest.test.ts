import * as fc from 'fast-check';
import { stableJson } from '../../src/handling/content-digest';

/** What digests in existing logs were made of: JSON written by a replacer that sorts each object. */
const asEverBefore = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

test('content reads as it ever did, whatever is in it', () => {
  const parts = fc.object({ key: fc.oneof(fc.string(), fc.nat().map(String)), withNullPrototype: true });
  fc.assert(
    fc.property(fc.array(parts), (content) => expect(stableJson(content)).toBe(asEverBefore(content))),
  );
});

test('the order of names does not count, that of a list does', () => {
  expect(stableJson({ b: [2, 1], a: undefined, c: null })).toBe(stableJson({ c: null, b: [2, 1] }));
  expect(stableJson({ b: [1, 2] })).not.toBe(stableJson({ b: [2, 1] }));
});
