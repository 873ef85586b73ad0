import type { LogFilter, StoredEvent } from './event-store';

/** True where a reader with this filter wants the event. */
export const isWanted = ({ type, stream }: Place, { types, streams }: LogFilter): boolean =>
  (types === undefined || types.includes(type)) &&
  (streams === undefined || streams.some((name) => matches(stream, name)));

type Place = Pick<StoredEvent, 'type' | 'stream'>;

const matches = (stream: string, wanted: string): boolean =>
  wanted.endsWith('-') ? stream.startsWith(wanted) : stream === wanted;
