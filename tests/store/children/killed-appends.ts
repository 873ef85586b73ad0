import { eventIdOf, uuidV5 } from '../../../src/store/event-id';
import type { AppendRequest } from '../../../src/store/event-store';

/** How many writers append side by side, so that commits are shared. */
export const WRITERS = 4;
/** Two events in each append: a torn one would show. */
export const EVENTS_PER_APPEND = 2;

/** The `number`-th append of a writer, always the same: its retry is this append again. */
export const appendOf = (writer: number, number: number): AppendRequest => {
  const commandId = uuidV5(`killed ${writer} ${number}`);
  return {
    commandId,
    stream: `killed-${writer}`,
    expected: number === 0 ? 'none' : number * EVENTS_PER_APPEND - 1,
    events: Array.from({ length: EVENTS_PER_APPEND }, (_, index) => ({
      eventId: eventIdOf(commandId, index),
      type: 'Counted',
      version: 1,
      data: { writer, number, index, filling: 'x'.repeat(300) },
      metadata: { command: 'count' },
    })),
  };
};
