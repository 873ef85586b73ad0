/** Watches whether messages leave: some must, within the limit, as long as any wait. */
export interface SlowReaderWatch {
  began(): void;
  left(): void;
  stop(): void;
}

/** Tells once when nothing has left for so long although something waits. */
export const watchSlowReader = (limitMs: number, onSlow: () => void): SlowReaderWatch => {
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const arm = (): void => {
    clearTimeout(timer);
    if (waiting > 0 && !isStopped) timer = setTimeout(onSlow, limitMs);
  };
  return {
    began: () => {
      waiting += 1;
      if (waiting === 1) arm();
    },
    left: () => {
      waiting -= 1;
      arm();
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
};
