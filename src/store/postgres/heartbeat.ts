/** How often a connection is asked for a sign of life. */
export const HEARTBEAT_MS = 1_000;
/** How long its answer may take before the connection is taken for dead. */
export const HEARTBEAT_MS_MAX = 3_000;

/** Asks again and again, and tells once when no answer came in time: a cut cable closes no connection by itself. */
export const startHeartbeat = (ask: () => Promise<unknown>, onDead: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const beat = async (): Promise<void> => {
    let isAnswered = false;
    const answer = ask().then(
      () => {
        isAnswered = true;
      },
      () => undefined,
    );
    await Promise.race([answer, within(HEARTBEAT_MS_MAX)]);
    // A process that was busy all that time has the answer waiting: it is read before anything is concluded.
    if (!isAnswered) await new Promise((resolve) => setImmediate(resolve));
    if (isStopped) return;
    if (isAnswered) timer = setTimeout(beat, HEARTBEAT_MS).unref();
    else onDead();
  };
  timer = setTimeout(beat, HEARTBEAT_MS).unref();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
};

const within = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
