import { setTimeout as delay } from 'node:timers/promises';
import { done, newStream, request } from '../contract/fixtures';
import { readWhole } from '../contract/read-all';
import type { Fault } from './stand-in/faults';
import { QUICK, standingIn, together } from './standing-in';

const { serverOf, storeOn } = standingIn();

const BOTH_WAYS = [
  ['69', 'silence', true],
  ['69', 'silence-after-commit', true],
  ['69', 'silence-after-commit', false],
  ['70', 'cut-after-commit', true],
  ['70', 'cut-after-commit', false],
  ['71', 'unavailable', true],
  ['71', 'unavailable', false],
  ['72', 'aborted', true],
  ['72', 'no-leader', true],
] as const;

/** A fault of the pointer that is written first, and one of the events themselves. */
const PLANS: readonly (readonly Fault[])[] = [[], ['none']];

describe('the event store in KurrentDB', () => {
  together(
    'records once what meets a fault (case, fault, batches)',
    BOTH_WAYS,
    async ([_, fault, hasFeatures]) => {
      const server = await serverOf({ hasFeatures });
      const store = await storeOn(server);
      for (const before of PLANS) {
        for (const planned of [...before, fault]) server.faults.plan('append', planned);
        const appended = request(newStream(), 'none', 2);
        const answer = done(await store.append(appended));
        expect(answer).toMatchObject({ revision: 1, replayed: false });
        expect(server.faults.left).toBe(0);
        expect(await store.readStream(appended.stream)).toHaveLength(2);
        expect(await store.append(appended)).toEqual({ ...answer, replayed: true });
      }
    },
  );

  test('71 repeats what a server answers that is not ready, without a message', async () => {
    const server = await serverOf();
    const store = await storeOn(server);
    for (const fault of ['none', 'not-ready-answer'] as const) server.faults.plan('append', fault);
    expect(await store.append(request(newStream(), 'none'))).toMatchObject({ revision: 0, replayed: false });
    expect(server.faults.left).toBe(0);
  });

  together(
    'asks again what the server can do where the first answer is a fault',
    [['silence'], ['aborted'], ['unavailable'], ['no-leader']] as const,
    async ([fault]) => {
      const server = await serverOf();
      // Both parts of the client ask.
      server.faults.plan('features', fault, 2);
      const store = await storeOn(server);
      expect(await store.append(request(newStream(), 'none'))).toMatchObject({ revision: 0 });
      expect(server.faults.left).toBe(0);
    },
  );

  together(
    '75 reads again where a read meets a fault',
    [['silence'], ['unavailable'], ['aborted'], ['no-leader']] as const,
    async ([fault]) => {
      const server = await serverOf();
      const store = await storeOn(server);
      const { stream } = request(newStream(), 'none');
      await store.append(request(stream, 'none', 3));
      server.faults.plan('read', fault);
      expect(await store.readStream(stream)).toHaveLength(3);
      server.faults.plan('read', fault);
      expect(await readWhole(store, { after: 0 })).toHaveLength(3);
      expect(server.faults.left).toBe(0);
    },
  );

  test('76 keeps the writes of one client from those of another, and its later ones from the earlier', async () => {
    const server = await serverOf();
    const [one, other] = [await storeOn(server), await storeOn(server)];
    server.faults.plan('append', 'unavailable', 3);
    const appends = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? one : other).append(request(newStream(), 'none')),
    );
    for (const answer of await Promise.all(appends)) expect(answer).toMatchObject({ revision: 0 });
    expect(await readWhole(one, { after: 0 })).toHaveLength(40);
    expect(done(await one.append(request(newStream(), 'none'))).replayed).toBe(false);
  });

  test('keeps the process alive when a stream breaks on which many writes wait', async () => {
    const server = await serverOf();
    const store = await storeOn(server);
    for (const fault of Array.from({ length: 9 }, () => 'none' as const)) server.faults.plan('append', fault);
    server.faults.plan('append', 'cut-after-commit');
    const appends = Array.from({ length: 60 }, () => store.append(request(newStream(), 'none')));
    for (const answer of await Promise.all(appends)) expect(answer).toMatchObject({ revision: 0 });
    expect(await readWhole(store, { after: 0 })).toHaveLength(60);
  });

  test.each([true, false])(
    'keeps the process alive when many writes wait for a server that is away (batches: %p)',
    async (hasFeatures) => {
      const server = await serverOf({ hasFeatures });
      const store = await storeOn(server);
      await store.append(request(newStream(), 'none'));
      server.stop();
      const appends = Array.from({ length: 40 }, () => store.append(request(newStream(), 'none')));
      await delay(300);
      await server.start();
      for (const answer of await Promise.all(appends)) expect(answer).toMatchObject({ revision: 0 });
    },
  );

  test('78 says in time that it cannot be reached, without its address', async () => {
    const server = await serverOf();
    server.stop();
    const url = server.url.replace('://', '://admin:secret@');
    const opening = storeOn({ url }, { timings: { silenceMs: 500, patienceMs: 1_500 } });
    const fault: unknown = await opening.catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: 'StoreFault', code: 'UNAVAILABLE' });
    expect(String(fault)).not.toMatch(/secret|127|kurrentdb:/);
  });

  test('80 waits for a server that is not ready yet', async () => {
    const server = await serverOf();
    server.faults.isStarting = true;
    const opening = storeOn(server);
    setTimeout(() => {
      server.faults.isStarting = false;
    }, 400);
    expect(await (await opening).append(request(newStream(), 'none'))).toMatchObject({ revision: 0 });
  });

  test('says that nothing was written where not even the pointer was, and that it is away; then goes on', async () => {
    const server = await serverOf();
    const store = await storeOn(server, { timings: { silenceMs: 1_000, patienceMs: 3_000 } });
    const appended = request(newStream(), 'none');
    server.stop();
    await expect(store.append(appended)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(store.health()).toMatchObject({ status: 'failed' });
    await server.start();
    await expect(store.append(appended)).resolves.toMatchObject({ revision: 0, replayed: false });
    while (store.health().status !== 'ready') await delay(20);
  });

  test('says that the outcome is unknown where the events got no answer, and tells it when asked again', async () => {
    const server = await serverOf();
    const store = await storeOn(server, { timings: { ...QUICK, patienceMs: 2_000 } });
    const appended = request(newStream(), 'none');
    for (const fault of ['none', 'silence-after-commit'] as const) server.faults.plan('append', fault);
    server.faults.plan('append', 'silence', 10);
    await expect(store.append(appended)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(server.faults.left).toBeGreaterThan(0);
    server.faults.clear();
    expect(await store.append(appended)).toMatchObject({ revision: 0, replayed: true });
    expect(await store.readCommand(appended.commandId)).toHaveLength(1);
  });

  test('finds nothing of a command of which only the pointer was written', async () => {
    const server = await serverOf();
    const store = await storeOn(server, { timings: { ...QUICK, patienceMs: 2_000 } });
    const appended = request(newStream(), 'none');
    server.faults.plan('append', 'none');
    server.faults.plan('append', 'silence', 10);
    await expect(store.append(appended)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    server.faults.clear();
    expect(await store.readCommand(appended.commandId)).toEqual([]);
    expect(await store.head()).toBe(0);
    expect(await store.append(appended)).toMatchObject({ revision: 0, replayed: false });
  });
});
