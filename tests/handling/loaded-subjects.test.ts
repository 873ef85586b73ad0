import type { LiaisonEvent } from '../../events';
import { LoadedSubjects } from '../../src/handling/loaded-subjects';
import { uuidV5 } from '../../src/store/event-id';
import type { EventLog, RecordedAppend } from '../../src/store/event-log';
import { type Opened, openedProduct } from './opened-product';

const STREAM = 'roleCatalogue';

let opened: Opened;
beforeEach(async () => {
  opened = await openedProduct();
});
afterEach(() => opened.close());

const role = (code: string): LiaisonEvent => ({
  type: 'RoleDefined',
  data: { code, name: code, kind: 'MEMBER', delegable: true, levelCeiling: 'EDIT', scopes: [] },
});

const define = async (code: string): Promise<RecordedAppend> => {
  const commandId = uuidV5(code);
  const appended = await opened.product.log.append({
    commandId,
    stream: STREAM,
    events: [role(code)],
    metadata: {
      effectiveOn: '2026-11-26',
      actor: { kind: 'ADMINISTRATOR', id: 'employee-1' },
      correlationId: commandId,
      command: 'defineRole',
      idempotencyKey: code,
      contentDigest: 'a'.repeat(64),
      policyVersion: 'test',
    },
    expected: 'any',
  });
  if (appended.outcome === 'conflict') throw new Error('expected the event to be appended, got a conflict');
  return appended;
};

/** The log, counting how often a stream is read; as another process sees it, it knows no ends of streams. */
const counted = (log: EventLog, knowsTips: boolean) => {
  let reads = 0;
  const counting: EventLog = Object.create(log, {
    readStream: {
      value: (...wanted: Parameters<EventLog['readStream']>) => {
        reads += 1;
        return log.readStream(...wanted);
      },
    },
    ...(knowsTips ? {} : { knownTip: { value: undefined } }),
  }) as EventLog;
  return { log: counting, reads: () => reads };
};

const codes = async (loaded: LoadedSubjects): Promise<readonly string[]> => [
  ...(await loaded.load('roleCatalogue', STREAM)).state.keys(),
];

describe.each([
  ['which only this process writes', true, 1],
  ['which others write too', false, 3],
])('the state of a subject in a log %s', (_whose, knowsTips, reads) => {
  test('is read as often as that needs, and current each time', async () => {
    const { log, reads: read } = counted(opened.product.log, knowsTips);
    const loaded = new LoadedSubjects(log);
    await define('SELLER');
    const seen = [await codes(loaded), await codes(loaded), await codes(loaded)];
    expect(seen).toEqual([['SELLER'], ['SELLER'], ['SELLER']]);
    expect(read()).toBe(reads);
    await define('BUYER');
    expect(await codes(loaded)).toEqual(['SELLER', 'BUYER']);
  });

  test('goes on from one that is behind where that is enough', async () => {
    const { log, reads: read } = counted(opened.product.log, knowsTips);
    const loaded = new LoadedSubjects(log);
    await define('SELLER');
    await codes(loaded);
    await define('BUYER');
    const recent = await loaded.recent('roleCatalogue', STREAM);
    expect([recent.revision, read()]).toEqual([0, 1]);
    expect(await codes(loaded)).toEqual(['SELLER', 'BUYER']);
    expect((await loaded.recent('roleCatalogue', STREAM)).revision).toBe(1);
  });
});

test('the state of a subject follows what was appended behind it, and nothing else', async () => {
  const { log, reads } = counted(opened.product.log, true);
  const loaded = new LoadedSubjects(log);
  await define('SELLER');
  const before = await loaded.load('roleCatalogue', STREAM);
  const buyer = await define('BUYER');
  const broker = await define('BROKER');
  loaded.follow('roleCatalogue', STREAM, before, broker.events);
  expect((await loaded.recent('roleCatalogue', STREAM)).revision).toBe(0);
  loaded.follow('roleCatalogue', STREAM, before, [...buyer.events, ...broker.events]);
  expect(await codes(loaded)).toEqual(['SELLER', 'BUYER', 'BROKER']);
  expect(reads()).toBe(1);
});

test('one decision looks at a stream once', async () => {
  const { log, reads } = counted(opened.product.log, false);
  const loaded = new LoadedSubjects(log);
  const looks = loaded.once();
  await Promise.all([looks.load('roleCatalogue', STREAM), looks.load('roleCatalogue', STREAM)]);
  await looks.load('roleCatalogue', STREAM);
  expect(reads()).toBe(1);
  await loaded.once().load('roleCatalogue', STREAM);
  expect(reads()).toBe(2);
});
