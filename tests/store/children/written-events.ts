import { eventIdOf, uuidV5 } from '../../../src/store/event-id';
import type { AppendRequest } from '../../../src/store/event-store';

/** Streams that all writers write to, so that they meet. */
const SHARED_STREAMS = 200;
const EVENTS_PER_APPEND = 10;

/** The appends of a writer, `count` events in all; whoever asks next gets the next. */
export function* writtenBy(writer: number, count: number): Generator<AppendRequest, void> {
  for (let number = 0; number < count / EVENTS_PER_APPEND; number += 1) {
    const commandId = uuidV5(`writer ${writer} append ${number}`);
    yield {
      commandId,
      stream: `written-${number % SHARED_STREAMS}`,
      expected: 'any',
      events: Array.from({ length: EVENTS_PER_APPEND }, (_, index) => ({
        eventId: eventIdOf(commandId, index),
        type: 'Counted',
        version: 1,
        data: { writer, number, filling: 'x'.repeat(200) },
        metadata: { command: 'count' },
      })),
    };
  }
}
