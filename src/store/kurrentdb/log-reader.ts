import type { Filter, RecordedEvent } from '@kurrent/kurrentdb-client';
import type { LogFilter, LogPage, LogRange, StoredEvent, StreamRange } from '../event-store';
import { refuseValue } from '../json-text';
import { isWanted } from '../log-filter';
import { logBounds, streamBounds } from '../read-bounds';
import { StoreFault } from '../store-fault';
import { isForReaders, READERS_EVENTS } from './own-streams';
import type { Records } from './records';
import type { SeenPlaces } from './seen-places';
import { isOurs, positionOf, readBack } from './wire-event';

/** How many events at the end of the log are looked at together for the last that readers see. */
const LOOK_BACK = 100;

/** Reads of streams and of the whole log, as the port has them. */
export class LogReader {
  constructor(
    private readonly records: Records,
    private readonly places: SeenPlaces,
  ) {}

  async stream(name: string, range: StreamRange): Promise<readonly StoredEvent[]> {
    const { lowest, highest, backwards, limit } = streamBounds(range);
    if (highest < lowest) return [];
    const count = Math.min(limit, highest - lowest + 1);
    const isToEnd = highest === Number.MAX_SAFE_INTEGER;
    const from = backwards ? (isToEnd ? undefined : highest) : lowest;
    const records = await this.records.ofStream(name, { from, backwards, limit: count });
    return records.map((record) => readBack(record).event).filter(({ revision }) => revision >= lowest);
  }

  async head(): Promise<number> {
    return (await this.last())?.position ?? 0;
  }

  /** The last event that readers see: what the server and this store note for themselves may stand behind it. */
  async last(): Promise<StoredEvent | undefined> {
    let from: number | undefined;
    for (let limit = 1; ; limit = LOOK_BACK) {
      const records = await this.records.ofLog({ from, backwards: true, limit, filter: filterFor({}) });
      const found = records.find(isVisible);
      if (found !== undefined) return readBack(found).event;
      const furthest = records.at(-1);
      if (furthest === undefined || records.length < limit) return undefined;
      from = positionOf(furthest);
    }
  }

  /** The server filters by one thing, names of streams or types, and by beginnings only; the rest is done here. */
  async all(range: LogRange): Promise<LogPage> {
    const bounds = logBounds(range, await this.head());
    const { after, until, limit, ...filter } = bounds;
    const isNothing = filter.types?.length === 0 || filter.streams?.length === 0;
    if (after >= until || isNothing) {
      return { events: [], position: Math.max(after, until), caughtUp: true };
    }
    const records = await this.readAfter(after, limit, filter);
    const looked = records.filter((record) => positionOf(record) > after && positionOf(record) <= until);
    const wanted = looked.filter(isVisible).map((record) => readBack(record).event);
    const events = wanted.filter((event) => isWanted(event, filter)).slice(0, limit);
    if (events.length === limit) {
      const position = events.at(-1)?.position ?? after;
      return { events, position, caughtUp: position >= until };
    }
    const isEnd = records.length <= limit || looked.at(-1) !== records.at(-1);
    const position = isEnd ? until : placeOfLast(looked, after);
    return { events, position, caughtUp: isEnd };
  }

  /**
   * One more than `limit`, for the event at `after` may come first. The server takes only a position at which an event
   * stands; a reader may say the one before it instead.
   */
  private async readAfter(
    after: number,
    limit: number,
    filter: LogFilter,
  ): Promise<readonly RecordedEvent[]> {
    if (after === 0) return this.readFrom(undefined, limit + 1, filter);
    for (const from of this.places.after(after)) {
      try {
        return await this.readFrom(from, limit + 1, filter);
      } catch (error) {
        if (!(error instanceof StoreFault) || error.code !== 'INVALID') throw error;
      }
    }
    return refuseValue('after', 'a position of this log');
  }

  /** A server that finds nothing is silent however long it looks; then all events are read a page at a time. */
  private async readFrom(
    from: number | undefined,
    limit: number,
    filter: LogFilter,
  ): Promise<readonly RecordedEvent[]> {
    const isFiltered = filter.streams !== undefined || filter.types !== undefined;
    const found = isFiltered
      ? await this.records.ofLogInTime({ from, limit, filter: filterFor(filter) })
      : undefined;
    return found ?? this.records.ofLog({ from, limit, filter: filterFor({}) });
  }
}

/** Whether readers of the log see an event: other applications may write to the same server. */
export const isVisible = (record: RecordedEvent): boolean => isForReaders(record) && isOurs(record);

/** The filter that the server applies; it lets through at least what is wanted. */
export const filterFor = ({ streams, types }: LogFilter): Filter => {
  const checkpoints = { checkpointInterval: 1 } as const;
  if (streams !== undefined) return { filterOn: 'streamName', prefixes: [...streams], ...checkpoints };
  if (types !== undefined) return { filterOn: 'eventType', prefixes: [...types], ...checkpoints };
  return { filterOn: 'streamName', regex: READERS_EVENTS, ...checkpoints };
};

/** How far a reader has come that has looked at these. */
const placeOfLast = (records: readonly RecordedEvent[], before: number): number => {
  const last = records.at(-1);
  return last === undefined ? before : positionOf(last);
};
