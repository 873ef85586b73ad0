/** What is under way, so that a stop can let it finish. */
export interface Work {
  /** Aborts when the server begins to stop. */
  readonly stopping: AbortSignal;
  /** Counts the operation until it has settled; `interrupt` breaks it off when the grace is over. */
  track(settled: Promise<unknown>, interrupt: () => void): void;
  /** The same until what it answers is called. */
  begin(interrupt: () => void): () => void;
  /** Takes no more work and waits for what runs; after so long it is broken off. */
  finish(graceMs: number): Promise<void>;
}

/** How long broken-off work may take to say so. */
const AFTERMATH_MS = 500;

/** Counts the work of one server. */
export const createWork = (): Work => {
  const stopping = new AbortController();
  const running = new Set<{ readonly interrupt: () => void }>();
  let tellIdle: (() => void) | undefined;
  const begin = (interrupt: () => void): (() => void) => {
    const work = { interrupt };
    running.add(work);
    return () => {
      running.delete(work);
      if (running.size === 0) tellIdle?.();
    };
  };
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      tellIdle = resolve;
      if (running.size === 0) resolve();
    });
  return {
    stopping: stopping.signal,
    begin,
    track: (settled, interrupt) => {
      const end = begin(interrupt);
      settled.then(end, end);
    },
    finish: async (graceMs) => {
      stopping.abort();
      await within(graceMs, idle());
      for (const { interrupt } of running) interrupt();
      await within(AFTERMATH_MS, idle());
    },
  };
};

const within = async (limitMs: number, work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
};
