import type { ImportSummary } from './import-report';

/** How often progress is shown: on a terminal, and in a log. */
export const REDRAW_MS = 200;
export const PROGRESS_LINE_MS = 10_000;

const BAR_WIDTH = 30;

/** Where progress is shown. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far an import is: a bar on a terminal, now and then a line elsewhere. */
export const startProgress = (
  output: ProgressOutput,
  fraction: () => number,
  clock: () => number = Date.now,
) => {
  const started = clock();
  const terminal = output.isTTY === true;
  let shown = terminal ? 0 : started;
  const text = (lines: number, now: number): string => {
    const done = Math.min(1, Math.max(0, fraction()));
    const filled = Math.round(done * BAR_WIDTH);
    const bar = terminal ? `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}] ` : '';
    const rate = Math.round(lines / Math.max(0.001, (now - started) / 1000));
    return `${bar}${Math.round(done * 100)} % · ${lines} lines · ${rate} lines/s`;
  };
  return {
    advance: ({ lines }: ImportSummary): void => {
      const now = clock();
      if (now - shown < (terminal ? REDRAW_MS : PROGRESS_LINE_MS)) return;
      shown = now;
      output.write(terminal ? `\r${text(lines, now)}` : `${text(lines, now)}\n`);
    },
    end: (): void => {
      if (terminal) output.write('\r\u001b[K');
    },
  };
};
