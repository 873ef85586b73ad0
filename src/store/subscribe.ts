import type { AppendedSignal } from './appended-signal';
import type { LogPage, LogRange, Subscription } from './event-store';
import { StoreFault } from './store-fault';

/** What a subscription reads from. */
export interface SubscriptionSource {
  readAll(range: LogRange): Promise<LogPage>;
  readonly appended: AppendedSignal;
  /** How often to look anyway; for a log that another process writes, whose appends raise no signal here. */
  readonly lookAgainMs?: number;
}

/**
 * The log page by page and then as it grows. The growth is counted before the log is read, so what is appended while
 * a page is read or consumed makes the next wait return at once: no gap and no repeat where history becomes live.
 */
export async function* subscribe(
  { readAll, appended, lookAgainMs }: SubscriptionSource,
  { after: start, signal, ...filter }: Subscription,
): AsyncGenerator<LogPage, void> {
  let after = start;
  let wasLevel = false;
  while (!signal.aborted) {
    if (appended.closed) throw new StoreFault('UNAVAILABLE', 'the event store was closed');
    const seen = appended.count;
    const page = await readAll({ ...filter, after });
    if (signal.aborted) return;
    if (page.position > after || (page.caughtUp && !wasLevel)) yield page;
    after = page.position;
    wasLevel = page.caughtUp;
    if (page.caughtUp) await appended.next(seen, signal, lookAgainMs);
  }
}
