import type { StoredEvent } from '../event-store';

/** The types of events whose data names a position of the log, and the field that does. */
export const POSITION_FIELDS: ReadonlyMap<string, string> = new Map([['CommandFoundSatisfied', 'position']]);

/** The position of the log that the event's data names; `undefined` where it names none. */
export const positionNamedIn = ({ type, data }: StoredEvent): number | undefined => {
  const field = POSITION_FIELDS.get(type);
  const named = field === undefined ? undefined : data[field];
  return typeof named === 'number' ? named : undefined;
};

/** The same event, naming another position. */
export const namingPosition = (event: StoredEvent, position: number): StoredEvent => {
  const field = POSITION_FIELDS.get(event.type);
  return field === undefined ? event : { ...event, data: { ...event.data, [field]: position } };
};
