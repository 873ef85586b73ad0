import { uuidV5 } from '../../../src/store/event-id';
import {
  EVENTS_PER_APPEND_MAX,
  type EventStore,
  type NewEvent,
  type StoredEvent,
} from '../../../src/store/event-store';

/** A command's answer that is kept: the one type of event that names a position of the log. */
const satisfied = (eventId: string, position: number): NewEvent => ({
  eventId,
  type: 'CommandFoundSatisfied',
  version: 1,
  data: { command: 'assignPartnerRole', subjectStream: 'contact-1', version: 3, position },
  metadata: { correlationId: eventId },
});

const changed = (eventId: string, number: number): NewEvent => ({
  eventId,
  type: 'ContactDetailsCorrected',
  version: 1,
  data: { number, nested: { b: 1, a: [null, 'ü', number / 3] } },
  personal: { [`subject-${number % 7}`]: { title: `1.${'x'.repeat(40)}` } },
  metadata: { command: 'correctContactDetails', actor: { kind: 'ADMINISTRATOR', id: 'employee-1' } },
});

/** Fills a log with `commands` appends of 1 to 3 events over 20 streams; every fourth names a position of the log. */
export const recordCommands = async (store: EventStore, commands: number, start = 0): Promise<void> => {
  for (let number = start; number < start + commands; number += 1) {
    const commandId = uuidV5(`command ${number}`);
    const id = (index: number): string => uuidV5(`event ${number} ${index}`);
    const names = number % 4 === 3;
    const head = names ? await store.head() : 0;
    // Some answers name the position before, some one long ago.
    const named =
      number % 8 === 3 ? head : ((await store.readStream('contact-0', { limit: 1 }))[0]?.position ?? 0);
    const count = 1 + (number % 3);
    const events = names
      ? [satisfied(id(0), named)]
      : Array.from({ length: count }, (_, index) => changed(id(index), number));
    const stream = names ? `command-${commandId}` : `contact-${number % 20}`;
    const answer = await store.append({ commandId, stream, events, expected: names ? 'none' : 'any' });
    if (answer.outcome !== 'appended') throw new Error(`expected an append, got ${answer.outcome}`);
  }
};

/** Fills an empty log whose positions have no gaps with many events at once, as another log would hold them. */
export const copyInEvents = async (store: EventStore, pages: number): Promise<void> => {
  for (let page = 0; page < pages; page += 1) {
    const numbers = Array.from(
      { length: EVENTS_PER_APPEND_MAX },
      (_, place) => page * EVENTS_PER_APPEND_MAX + place,
    );
    await store.copyIn(numbers.map(eventNumber));
  }
};

/** Every tenth names the position before its own; the others stand in 90 streams by turns. */
const eventNumber = (number: number): StoredEvent => {
  const [commandId, eventId] = [uuidV5(`command ${number}`), uuidV5(`event ${number}`)];
  const names = number % 10 === 9;
  return {
    ...(names ? satisfied(eventId, number) : changed(eventId, number)),
    stream: names ? `command-${commandId}` : `contact-${number % 100}`,
    revision: names ? 0 : Math.floor(number / 100),
    position: number + 1,
    recordedAt: '2026-11-25T12:00:00.000Z',
    commandId,
  };
};
