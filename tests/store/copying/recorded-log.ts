import { uuidV5 } from '../../../src/store/event-id';
import type { EventStore, NewEvent } from '../../../src/store/event-store';

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
