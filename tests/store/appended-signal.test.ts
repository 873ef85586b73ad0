import { getEventListeners } from 'node:events';
import { AppendedSignal } from '../../src/store/appended-signal';

const opened = () => ({ appended: new AppendedSignal(), controller: new AbortController() });

describe('AppendedSignal', () => {
  test('returns at once where the log has grown since it was looked at', async () => {
    const { appended, controller } = opened();
    const seen = appended.count;
    appended.raise();
    expect(await appended.next(seen, controller.signal)).toBeUndefined();
  });

  test('wakes every reader that waits', async () => {
    const { appended, controller } = opened();
    const waiting = Array.from({ length: 3 }, () => appended.next(appended.count, controller.signal));
    appended.raise();
    expect(await Promise.all(waiting)).toHaveLength(3);
  });

  test('wakes on abort and on closing, and returns at once after them', async () => {
    const { appended, controller } = opened();
    const other = new AbortController();
    const waiting = [appended.next(0, controller.signal), appended.next(0, other.signal)];
    controller.abort();
    await waiting[0];
    appended.close();
    await waiting[1];
    await appended.next(0, other.signal);
    await appended.next(0, controller.signal);
    expect(appended.closed).toBe(true);
  });

  test('looks again after a while where it is asked to', async () => {
    const { appended, controller } = opened();
    expect(await appended.next(0, controller.signal, 1)).toBeUndefined();
  });

  test('leaves no listener behind', async () => {
    const { appended, controller } = opened();
    for (let wait = 0; wait < 20; wait += 1) {
      const waiting = appended.next(appended.count, controller.signal);
      appended.raise();
      await waiting;
    }
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });
});
