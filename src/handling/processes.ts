import type { EventType } from '../../events';
import { CASCADE_TRIGGERS } from '../../projections/open-cascades/project';
import { runOpenCascades } from './cascades';
import { managerIds } from './contact-ids';
import type { Liaison } from './liaison';
import { letReportsFollow } from './reports-follow';

/** How often the clock looks for facts that have fallen due, when nobody reads. */
export const CLOCK_INTERVAL_MS = 30_000;
/** How long a process waits before it tries again after a fault. */
export const RETRY_DELAY_MS = 1_000;
const READ_MODEL_WAIT_MS = 30_000;
/** How long a stop waits for what a process is doing. */
export const STOP_WAIT_MS = 2_000;

const TRIGGERS: readonly EventType[] = [
  ...(Object.keys(CASCADE_TRIGGERS) as (keyof typeof CASCADE_TRIGGERS)[]),
  'PartnerRoleRevoked',
  'PartnerRoleExpired',
  'ContactAffiliationEnded',
];

/** Told of faults that a process goes on after; never of a person's data. */
export type OnFault = (process: string, fault: unknown) => void;

/** Runs work while this process is the one that leads; the signal that the work is given aborts when it is no more. */
export type WhileLeading = (
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
) => Promise<void>;

/**
 * Runs the process managers of the product, in one process at a time, until it is stopped; what was under way is taken
 * up again at the start, or by the next who leads.
 */
export const startProcesses = (
  liaison: Liaison,
  onFault: OnFault,
  whileLeading: WhileLeading,
): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const running = untilStopped(stopping.signal, onFault, 'processes', () =>
    whileLeading(stopping.signal, (signal) => runProcesses(liaison, onFault, signal)),
  );
  return {
    stop: async () => {
      stopping.abort();
      // What waits for a read model that is held up is taken up again at the next start.
      await Promise.race([running, pause(STOP_WAIT_MS)]);
    },
  };
};

const settleDue = async (liaison: Liaison): Promise<void> => {
  await liaison.settleDueFacts();
};

const runProcesses = async (liaison: Liaison, onFault: OnFault, signal: AbortSignal): Promise<void> => {
  const clock = setInterval(() => {
    settleDue(liaison).catch((fault: unknown) => onFault('clock', fault));
  }, CLOCK_INTERVAL_MS);
  clock.unref();
  try {
    await untilStopped(signal, onFault, 'cascades', () => follow(liaison, signal));
  } finally {
    clearInterval(clock);
  }
};

/** Takes up what is open, and then goes on with each trigger as it is recorded. */
const follow = async (liaison: Liaison, signal: AbortSignal): Promise<void> => {
  const after = await liaison.log.head();
  await liaison.models.reached(after, READ_MODEL_WAIT_MS);
  while ((await runOpenCascades(liaison)) > 0)
    await liaison.models.reached(await liaison.log.head(), READ_MODEL_WAIT_MS);
  for await (const managerId of managerIds(liaison.models)) await letReportsFollow(liaison, managerId);
  for await (const { events, position } of liaison.log.subscribe({ after, types: TRIGGERS, signal })) {
    if (events.length === 0) continue;
    await liaison.models.reached(position, READ_MODEL_WAIT_MS);
    if (events.some(({ type }) => type in CASCADE_TRIGGERS)) await runOpenCascades(liaison);
    for (const { type, data } of events) {
      if (!(type in CASCADE_TRIGGERS) && 'contactId' in data) await letReportsFollow(liaison, data.contactId);
    }
  }
};

const untilStopped = async (
  signal: AbortSignal,
  onFault: OnFault,
  name: string,
  work: () => Promise<void>,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await work();
    } catch (fault) {
      if (!signal.aborted) onFault(name, fault);
      await pause(RETRY_DELAY_MS, signal);
    }
  }
};

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    timer.unref();
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
