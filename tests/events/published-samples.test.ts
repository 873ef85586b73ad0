import { decode, encode } from '../../events/codec';
import { CURRENT_VERSIONS } from '../../events/versions';
import { publishedNames, SHARED_SCHEMAS, sample, violations } from './published';

const SAMPLES = publishedNames('samples');
const EVENT_SCHEMAS = publishedNames('schemas').filter((name) => !SHARED_SCHEMAS.includes(name));
const VERSIONS = Object.entries(CURRENT_VERSIONS).flatMap(([type, current]) =>
  Array.from({ length: current }, (_, index) => `${type}.v${index + 1}`),
);

describe('the published events', () => {
  test('are a schema and a sample for every version of every type, and no more', () => {
    expect([...EVENT_SCHEMAS].sort()).toEqual([...VERSIONS].sort());
    expect([...SAMPLES].sort()).toEqual([...VERSIONS].sort());
  });

  test('together tell one story: no two samples share a place or an id within a stream', () => {
    const places = SAMPLES.map((name) => sample(name)).map(({ stream, eventId }) => `${stream} ${eventId}`);
    expect(new Set(places).size).toBe(SAMPLES.length);
    expect(new Set(SAMPLES.map((name) => sample(name).position)).size).toBe(SAMPLES.length);
  });
});

describe.each(SAMPLES)('the sample %s', (name) => {
  test('keeps its schema, its metadata theirs and the whole the one of recorded events', () => {
    const { type, version, data, personal, metadata } = sample(name);
    expect(
      violations(name, personal === undefined ? { type, version, data } : { type, version, data, personal }),
    ).toEqual([]);
    expect(violations('EventMetadata.v1', metadata)).toEqual([]);
    expect(violations('RecordedEvent.v1', sample(name))).toEqual([]);
  });

  test('is named as its type and version', () => {
    const { type, version } = sample(name);
    expect(`${type}.v${version}`).toBe(name);
  });

  test("decodes to today's version, which encodes to what its schema says", () => {
    const event = decode(sample(name));
    const encoded = encode(event);
    expect(encoded.version).toBe(CURRENT_VERSIONS[event.type]);
    expect(violations(`${encoded.type}.v${encoded.version}`, encoded)).toEqual([]);
  });

  test("comes back unchanged from decoding and encoding where its version is today's", () => {
    const { type, version, data, personal } = sample(name);
    const { version: current, ...encoded } = encode(decode(sample(name)));
    const same =
      JSON.stringify(encoded) ===
      JSON.stringify(personal === undefined ? { type, data } : { type, data, personal });
    expect(same).toBe(version === current);
  });

  test('is refused by its schema with a field that nobody published', () => {
    const { type, version, data, personal } = sample(name);
    const extended = { type, version, data: { ...(data as object), nickname: 'x' } };
    const event = personal === undefined ? extended : { ...extended, personal };
    expect(violations(name, event)).toEqual(['/data must NOT have additional properties']);
  });
});
