import type { JsonObject } from '../../../events/event';
import { EVENT_BYTES_MAX, EVENTS_PER_APPEND_MAX, NAME_CHARACTERS_MAX } from '../../../src/store/event-store';
import { JSON_DEPTH_MAX } from '../../../src/store/json-text';
import { counted, countedEvent, done, newCommand, newFamily, newStream, request } from './fixtures';
import { type OpenFresh, openedFor } from './opened';

const nested = (levels: number): JsonObject => (levels === 0 ? {} : { inner: nested(levels - 1) });

const values: readonly (readonly [string, JsonObject])[] = [
  ['an empty object', {}],
  ['null, false, zero and empty text', { a: null, b: false, c: 0, d: '' }],
  ['empty lists and lists in lists', { a: [], b: [[], [[1]]] }],
  ['text of many scripts', { a: 'Zoë 山田 אבג 👩‍👩‍👧 e\u0301 \u{10ffff}' }],
  ['control characters', { a: '\u0000\u0018\u007f\n\t\u2028' }],
  ['quotes, backslashes and SQL', { a: `"'\\'; DROP TABLE events; --` }],
  ['large and small numbers', { a: Number.MAX_SAFE_INTEGER, b: Number.MIN_VALUE, c: -1.7e308, d: 0.1 }],
  ['names that objects have anyway', { constructor: 1, toString: 2, hasOwnProperty: 3, '': 4 }],
  ['a deep value', nested(JSON_DEPTH_MAX - 1)],
];

export const valueContract = (openFresh: OpenFresh): void => {
  const opened = openedFor(openFresh);

  test.each(values)('28 gives back %s', async (_, data) => {
    const stream = newStream();
    const commandId = newCommand();
    const event = { ...countedEvent(commandId, 0, data), personal: data, metadata: data };
    await opened().store.append({ commandId, stream, expected: 'none', events: [event] });
    const [read] = await opened().store.readStream(stream);
    expect(JSON.stringify(read?.data)).toBe(JSON.stringify(data));
    expect(JSON.stringify(read?.personal)).toBe(JSON.stringify(data));
    expect(JSON.stringify(read?.metadata)).toBe(JSON.stringify(data));
  });

  test('27 tells streams and types by every character of their names', async () => {
    const family = newFamily();
    const names = ['a', 'A', 'a-b', 'a-', 'ä', 'a\u0308', '山田 👩‍👩‍👧', "'", '%', '_'].map(
      (name) => family + name,
    );
    const long = family + 'x'.repeat(NAME_CHARACTERS_MAX - family.length);
    const all = [...names, long, `${long.slice(0, -1)}y`];
    for (const name of all) await opened().store.append(request(name, 'none', 1, name));
    for (const name of all) {
      expect(await opened().store.readStream(name)).toMatchObject([
        { stream: name, type: name, revision: 0 },
      ]);
      const { events } = await opened().store.readAll({ after: 0, types: [name], streams: [family] });
      expect(events.map(({ type }) => type)).toEqual([name]);
    }
  });

  test('30 gives back metadata as it was, and no sealed part where there was none', async () => {
    const metadata = {
      correlationId: newCommand(),
      causationId: newCommand(),
      actor: { kind: 'SERVICE', id: 'x' },
    };
    const valid = request(newStream(), 'none');
    await opened().store.append({ ...valid, events: valid.events.map((event) => ({ ...event, metadata })) });
    const [read] = await opened().store.readStream(valid.stream);
    expect(read?.metadata).toEqual(metadata);
    expect(read).not.toHaveProperty('personal');
  });

  test('41 gives an event back with all that it came with and its place', async () => {
    const stream = newStream();
    const commandId = newCommand();
    const personal = { someone: 'c2VhbGVk' };
    const event = { ...countedEvent(commandId, 0, { a: 1 }), version: Number.MAX_SAFE_INTEGER, personal };
    const answer = done(
      await opened().store.append({ commandId, stream, expected: 'none', events: [event] }),
    );
    const { revision, position, recordedAt } = answer;
    expect(recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await opened().store.readStream(stream)).toEqual([
      { ...event, stream, revision, position, recordedAt, commandId },
    ]);
  });

  test('takes the largest event and the longest append there may be', async () => {
    const { store } = opened();
    const commandId = newCommand();
    const data = { a: 'x'.repeat(EVENT_BYTES_MAX - '{"a":""}{"command":"count"}'.length) };
    const largest = {
      commandId,
      stream: newStream(),
      expected: 'none',
      events: [countedEvent(commandId, 0, data)],
    };
    expect(await store.append({ ...largest, expected: 'none' })).toMatchObject({ revision: 0 });
    expect(await store.append(request(newStream(), 'none', EVENTS_PER_APPEND_MAX))).toMatchObject({
      revision: 999,
    });
  });

  test('is not moved by what the caller does to an event afterwards', async () => {
    const stream = newStream();
    const commandId = newCommand();
    const data = { list: [1] };
    const [event] = counted(commandId, 1);
    const appending = opened().store.append({
      commandId,
      stream,
      expected: 'none',
      events: [{ ...event!, data }],
    });
    data.list.push(2);
    await appending;
    const [read] = await opened().store.readStream(stream);
    (read!.data as { list: number[] }).list.push(3);
    expect(await opened().store.readStream(stream)).toMatchObject([{ data: { list: [1] } }]);
  });
};
