/**
 * For a test file whose clock can be moved on: what is dated ahead comes to pass then and not before, however slow the
 * machine. The clock alone is moved: timers and everything else run as ever.
 */
export const movingClock = (): ((ms: number) => void) => {
  beforeAll(() => {
    jest.useFakeTimers({ advanceTimers: true, doNotFake: DO_NOT_FAKE });
  });
  afterAll(() => {
    jest.useRealTimers();
  });
  return (ms) => {
    jest.setSystemTime(Date.now() + ms);
  };
};

const DO_NOT_FAKE = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const satisfies readonly string[] as never;
