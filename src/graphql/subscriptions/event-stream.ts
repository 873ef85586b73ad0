import type { EventType } from '../../../events';
import type { EventLog } from '../../store/event-log';
import type { VisibleEvents } from '../read/visible-events';
import { positionText } from '../scalars/position';
import { RecordedEvent } from '../types/recorded-event';

/** Which events a subscriber wants. */
export interface EventsWanted {
  readonly after: number;
  readonly types?: readonly EventType[];
  readonly streams?: readonly string[];
}

/**
 * Events of the log as the subscriber takes them: nothing is read ahead of it but one page. Returning ends
 * it at once, also while it waits for an event that may never come.
 */
export const eventStream = (
  log: EventLog,
  wanted: EventsWanted,
  signal: AbortSignal,
  visible: VisibleEvents = async (events) => events,
): AsyncIterableIterator<RecordedEvent> => {
  const ended = new AbortController();
  const events = read(log, wanted, AbortSignal.any([signal, ended.signal]), visible);
  const end = async (): Promise<IteratorResult<RecordedEvent>> => {
    ended.abort();
    return events.return(undefined);
  };
  return {
    next: () => events.next(),
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};

async function* read(
  log: EventLog,
  wanted: EventsWanted,
  signal: AbortSignal,
  visible: VisibleEvents,
): AsyncGenerator<RecordedEvent, undefined, undefined> {
  for await (const { events } of log.subscribe({ ...wanted, signal })) {
    for (const event of await visible(events)) {
      if (signal.aborted) return;
      yield new RecordedEvent(event, positionText(log, event.position));
    }
  }
}
