import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../events/event';
import { eventIdOf, uuidV5 } from '../../../src/store/event-id';
import type { Appended, AppendRequest, Conflict, Expected, NewEvent } from '../../../src/store/event-store';

// A store may hold the events of earlier runs: every name of this run begins with a word of its own.
const RUN = randomUUID();
let made = 0;

/** The beginning of all streams of one test; ends in `-`. */
export const newFamily = (): string => {
  made += 1;
  return `${RUN}-${made}-`;
};

export const newStream = (): string => `${newFamily()}stream`;

export const newCommand = (): string => {
  made += 1;
  return uuidV5(`${RUN} ${made}`);
};

/** Counted events of a command, with the ids that follow from it. */
export const counted = (commandId: string, count: number, type = 'Counted'): readonly NewEvent[] =>
  Array.from({ length: count }, (_, index) => countedEvent(commandId, index, { count: index }, type));

export const countedEvent = (
  commandId: string,
  index: number,
  data: JsonObject,
  type = 'Counted',
): NewEvent => ({
  eventId: eventIdOf(commandId, index),
  type,
  version: 1,
  data,
  metadata: { command: 'count' },
});

/** A new command's append. */
export const request = (stream: string, expected: Expected, count = 1, type = 'Counted'): AppendRequest => {
  const commandId = newCommand();
  return { commandId, stream, expected, events: counted(commandId, count, type) };
};

/** The answer of an append that must have succeeded. */
export const done = (answer: Appended | Conflict): Appended => {
  if (answer.outcome === 'appended') return answer;
  throw new Error(`expected an append, got a conflict with revision ${answer.actual}`);
};

export const conflict = (expected: Expected, actual: number | 'none'): Conflict => ({
  outcome: 'conflict',
  expected,
  actual,
});
