/** What is under way, so that a stop can let it finish. */
export interface Work {
  /** Aborts when the server begins to stop. */
  readonly stopping: AbortSignal;
  /** Counts the operation until it has settled; `interrupt` breaks it off when the grace is over. */
  track(settled: Promise<unknown>, interrupt: () => void): void;
  /** Takes no more work and waits for what runs; after so long it is broken off. */
  finish(graceMs: number): Promise<void>;
}

/** How long broken-off work may take to say so. */
const AFTERMATH_MS = 500;

/** Counts the work of one server. */
export const createWork = (): Work => {
  const stopping = new AbortController();
  const running = new Map<Promise<unknown>, () => void>();
  const allSettled = async (): Promise<void> => {
    while (running.size > 0) await Promise.allSettled([...running.keys()]);
  };
  return {
    stopping: stopping.signal,
    track: (settled, interrupt) => {
      running.set(settled, interrupt);
      const forget = () => running.delete(settled);
      settled.then(forget, forget);
    },
    finish: async (graceMs) => {
      stopping.abort();
      await within(graceMs, allSettled());
      for (const interrupt of running.values()) interrupt();
      await within(AFTERMATH_MS, allSettled());
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
