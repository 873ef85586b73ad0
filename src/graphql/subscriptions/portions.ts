import type { RecordedEvent as EventFacts } from '../../../events';
import type { EventLog } from '../../store/event-log';
import type { Page } from '../execution/page-source';
import { PORTION_EVENTS_MAX } from '../limits/bounds';
import { positionText } from '../scalars/position';
import { RecordedEvent } from '../types/recorded-event';

const portionsOfPage = new WeakMap<readonly EventFacts[], readonly Page<RecordedEvent>[]>();

/**
 * A page of the log in portions, as subscribers are shown it: the same objects for all who take the same page, so that
 * what is made of them can be shared.
 */
export const portionsOf = (log: EventLog, page: readonly EventFacts[]): readonly Page<RecordedEvent>[] => {
  const known = portionsOfPage.get(page);
  if (known !== undefined) return known;
  const made: Page<RecordedEvent>[] = [];
  for (let start = 0; start < page.length; start += PORTION_EVENTS_MAX) {
    const portion = page.slice(start, start + PORTION_EVENTS_MAX);
    made.push(portion.map((event) => shown(log, event)));
  }
  portionsOfPage.set(page, made);
  return made;
};

const shownEvents = new WeakMap<EventFacts, RecordedEvent>();

/** The event as all subscribers are shown it: one object, so that its answers can be shared. */
const shown = (log: EventLog, event: EventFacts): RecordedEvent => {
  const known = shownEvents.get(event);
  if (known !== undefined) return known;
  const made = new RecordedEvent(event, positionText(log, event.position));
  shownEvents.set(event, made);
  return made;
};
