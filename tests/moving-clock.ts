/**
 * For a test file whose clock can be moved on: what is dated ahead comes to pass then and not before, however slow the
 * machine. The clock alone is moved: timers and everything else run as ever.
 */
export const movingClock = (): ((ms: number) => void) => {
  aroundAll({ advanceTimers: true, doNotFake: ['performance', ...AS_EVER] });
  return (ms) => {
    jest.setSystemTime(Date.now() + ms);
  };
};

/** For a test file in which no time passes on `performance.now()`; dates, timers and everything else run as ever. */
export const standingClock = (): void => aroundAll({ doNotFake: ['Date', ...AS_EVER] });

type Faking = Extract<Parameters<typeof jest.useFakeTimers>[0], { readonly doNotFake?: unknown }>;

const aroundAll = (faking: Faking): void => {
  beforeAll(() => {
    jest.useFakeTimers(faking);
  });
  afterAll(() => {
    jest.useRealTimers();
  });
};

const AS_EVER = [
  'hrtime',
  'nextTick',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;
