import { setTimeout } from 'node:timers/promises';
import type { EventLog, EventPage } from '../../../src/store/event-log';
import type { LogRange, Subscription } from '../../../src/store/event-store';

const LOOK_AGAIN_MS = 20;

/** The log in pages of so many events, so that a short life ends in the middle of it. */
export const inSmallPages = (log: EventLog, limit: number): EventLog => {
  const readAll = (range: LogRange): Promise<EventPage> => log.readAll({ ...range, limit });
  async function* subscribe({ after: start, signal }: Subscription): AsyncGenerator<EventPage> {
    for (let after = start; !signal.aborted; ) {
      const page = await readAll({ after });
      yield page;
      after = page.position;
      if (page.caughtUp) await setTimeout(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return new Proxy(log, {
    get: (target, name) => {
      if (name === 'readAll') return readAll;
      return name === 'subscribe' ? subscribe : Reflect.get(target, name, target);
    },
  });
};
