import type { JsonObject } from '../../../events/event';
import type { AppendRequest } from '../../../src/store/event-store';
import {
  EVENT_BYTES_MAX,
  EVENTS_PER_APPEND_MAX,
  NAME_CHARACTERS_MAX,
  type NewEvent,
} from '../../../src/store/event-store';
import { JSON_DEPTH_MAX } from '../../../src/store/json-text';
import { counted, newCommand, newStream, request } from './fixtures';
import { type OpenFresh, openedFor } from './opened';

const SECRET = 'Ada Lovelace';

/** What a caller without types may hand over. */
const unchecked = (data: unknown): JsonObject => data as JsonObject;

const cyclic = (): JsonObject => {
  const data: { self?: unknown } = {};
  data.self = data;
  return unchecked(data);
};

const nested = (levels: number): JsonObject => (levels === 0 ? {} : { inner: nested(levels - 1) });

/** Small in memory, without end as text: each level repeats the one below twice. */
const doubling = (): JsonObject => {
  let data: JsonObject = {};
  for (let level = 0; level < 40; level += 1) data = { left: data, right: data };
  return data;
};

const unfit: readonly (readonly [string, JsonObject, RegExp])[] = [
  ['25 a BigInt', unchecked({ a: [1n] }), /^events\[0\]\.data\.a\[0\]: expected a JSON value, got bigint$/],
  ['25 a cycle', cyclic(), /data\.self: expected a value that does not contain itself/],
  ['undefined', unchecked({ a: undefined }), /data\.a: expected a JSON value, got undefined/],
  ['a hole in a list', unchecked({ a: new Array(2) }), /data\.a\[0\]: expected a JSON value/],
  ['a function', unchecked({ a: () => SECRET }), /data\.a: expected a JSON value, got function/],
  ['a symbol as a name', unchecked({ [Symbol(SECRET)]: 1 }), /data: expected names that are text/],
  ['NaN', { a: Number.NaN }, /data\.a: expected a finite number/],
  ['Infinity', { a: Number.POSITIVE_INFINITY }, /data\.a: expected a finite number/],
  ['a date', unchecked({ a: new Date(0) }), /data\.a: expected a plain object/],
  ['a map', unchecked({ a: new Map([[SECRET, 1]]) }), /data\.a: expected a plain object/],
  ['a lone surrogate', { a: { b: `${SECRET}\ud83d` } }, /data\.a\.b: expected text without lone surrogates/],
  [
    'a lone surrogate in a name',
    { '\ude00': SECRET },
    /data: expected property names without lone surrogates/,
  ],
  ['__proto__', JSON.parse('{"a":{"__proto__":{}}}'), /data\.a: expected no property named __proto__/],
  ['too deep a value', nested(JSON_DEPTH_MAX), /expected at most 64 levels/],
  ['a value that doubles', doubling(), /expected fewer values/],
  ['26 too large a value', { a: 'x'.repeat(EVENT_BYTES_MAX) }, /^events\[0\]: expected at most 262144 bytes/],
  ['a list', unchecked([]), /data: expected an object/],
  ['null', unchecked(null), /data: expected an object/],
];

const names: readonly (readonly [string, string])[] = [
  ['an empty one', ''],
  ['a long one', 'x'.repeat(NAME_CHARACTERS_MAX + 1)],
  ['one with a control character', `${SECRET}\u0007`],
  ['one with a line end', `${SECRET}\n`],
  ['one with a lone surrogate', '\ud83d'],
];

export const refusalContract = (openFresh: OpenFresh): void => {
  const opened = openedFor(openFresh);
  const refused = async (of: AppendRequest, message: RegExp) => {
    const head = await opened().store.head();
    const fault: unknown = await opened()
      .store.append(of)
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({
      name: 'StoreFault',
      code: 'INVALID',
      message: expect.stringMatching(message),
    });
    expect(String(fault)).not.toContain(SECRET);
    expect(await opened().store.head()).toBe(head);
    expect(opened().store.health()).toEqual({ status: 'ready' });
  };
  const withEvent = (change: Partial<NewEvent>): AppendRequest => {
    const valid = request(newStream(), 'none');
    return { ...valid, events: valid.events.map((event) => ({ ...event, ...change })) };
  };

  test('12 refuses an append without events', () =>
    refused(request(newStream(), 'any', 0), /^events: expected 1/));

  test('refuses an append of too many events', () =>
    refused(request(newStream(), 'any', EVENTS_PER_APPEND_MAX + 1), /^events: expected 1 to 1000 events/));

  test('refuses an append that repeats an event id', () => {
    const commandId = newCommand();
    const events = [...counted(commandId, 1), ...counted(commandId, 1)];
    return refused(
      { commandId, stream: newStream(), expected: 'any', events },
      /^events: expected a different/,
    );
  });

  test.each(['not-a-uuid', '', '5F0C2F5E-7A64-4F3B-9A0E-6A1D3C7BE201'])(
    '24 refuses the event id %p',
    (eventId) => refused(withEvent({ eventId }), /^events\[0\]\.eventId: expected a UUID in lower case$/),
  );

  test('24 refuses a command id that is not a UUID', () =>
    refused({ ...request(newStream(), 'any'), commandId: 'command-1' }, /^commandId: expected a UUID/));

  test.each(unfit)('refuses %s in the data', (_, data, message) => refused(withEvent({ data }), message));

  test('refuses an unfit value in the sealed part and in the metadata', async () => {
    await refused(withEvent({ personal: unchecked({ a: 1n }) }), /^events\[0\]\.personal\.a: /);
    await refused(withEvent({ metadata: unchecked({ a: 1n }) }), /^events\[0\]\.metadata\.a: /);
  });

  test.each(names)('refuses as a name of a stream %s', (_, stream) =>
    refused({ ...request('any', 'any'), stream }, /^stream: expected 1 to 200 characters/),
  );

  test.each(names)('refuses as a type %s', (_, type) =>
    refused(withEvent({ type }), /^events\[0\]\.type: expected 1 to 200 characters/),
  );

  test.each([0, 1.5, Number.NaN])('refuses the version %p', (version) =>
    refused(withEvent({ version }), /^events\[0\]\.version: expected a whole number/),
  );

  test.each([-1, 0.5, Number.NaN])('refuses the expected revision %p', (expected) =>
    refused(request(newStream(), expected), /^expected: expected a revision/),
  );

  test('refuses the whole append for the last of its events', () => {
    const valid = request(newStream(), 'any', 3);
    const events = valid.events.map((event, index) => (index === 2 ? { ...event, type: '' } : event));
    return refused({ ...valid, events }, /^events\[2\]\.type: /);
  });
};
