import type { EventLog, EventPage } from './event-log';
import type { LogRange } from './event-store';

/** A part of the log, from one position to another. */
export interface LogStretch extends LogRange {
  readonly until: number;
}

/** The pages of a part of the log, in order; the last one is caught up. */
export type ReadPages = (stretch: LogStretch) => AsyncIterable<EventPage>;

/** Reads page after page, each when it is asked for. */
export async function* logPages(
  log: Pick<EventLog, 'readAll'>,
  stretch: LogStretch,
): AsyncGenerator<EventPage> {
  for (let { after } = stretch; after < stretch.until; ) {
    const page = await log.readAll({ ...stretch, after });
    yield page;
    if (page.caughtUp) return;
    after = page.position;
  }
}
