import {
  CHANNEL_MANAGER,
  everybodyElse,
  foundations,
  type Group,
  heads,
} from '../../bench/data/planned-commands';
import { RECORDER, recordTier } from '../../bench/data/record-planned';
import { steadyClock } from '../../bench/data/steady-clock';
import { TIERS } from '../../bench/data/tiers';
import { organizationsOf } from '../../bench/suites/graphql-documents';
import type { RecordedEvent } from '../../events';
import { MANAGED_PARTNERS_MAX } from '../../src/graphql/read/viewer';
import type { EventLog } from '../../src/store/event-log';
import { openMemoryEventStore } from '../../src/store/memory/memory-event-store';
import { sealedLog } from '../../src/store/sealed-log';
import { openedProduct } from '../handling/opened-product';
import { memoryKeyRing } from '../store/memory-key-ring';

const DAY = '2026-11-25T08:00:00.000Z';

/** What is another one in every log: keyed hashes, and the time. */
const HASHES = ['contentDigest', 'loginKey', 'identityKey', 'key'];

const streamsOf = async (log: EventLog): Promise<ReadonlyMap<string, readonly unknown[]>> => {
  const { events } = await log.readAll({ after: 0 });
  const streams = new Map<string, unknown[]>();
  for (const event of events) {
    const name =
      event.type === 'ValueReserved' ? `${event.data.kind} of ${event.data.holderId}` : event.stream;
    streams.set(name, [...(streams.get(name) ?? []), comparable(event)]);
  }
  return streams;
};

const comparable = ({ position: _, recordedAt: __, stream: ___, ...event }: RecordedEvent): unknown =>
  JSON.parse(JSON.stringify(event, (name, value: unknown) => (HASHES.includes(name) ? 'hash' : value)));

test('generated data is what the commands themselves record', async () => {
  const opened = await openedProduct(undefined, Date.parse(DAY));
  const { liaison, log } = opened.product;
  const sendGroup = async (group: Group): Promise<void> => {
    for (const { name, command, idempotencyKey } of group) {
      const outcome = await liaison.send(name, command, { actor: RECORDER, idempotencyKey });
      expect(outcome).toMatchObject({ outcome: 'done', replayed: false });
    }
  };
  for (const groups of [foundations(TIERS.tiny), heads(TIERS.tiny), everybodyElse(TIERS.tiny)]) {
    await Promise.all([...groups].map(sendGroup));
  }
  const generated = sealedLog(openMemoryEventStore({ clock: () => Date.parse(DAY) }), memoryKeyRing());
  const events = await recordTier(generated, TIERS.tiny, () => DAY);
  expect(events).toBe(await log.head());
  expect(await streamsOf(generated)).toEqual(await streamsOf(log));
  await opened.close();
});

test('the clock of generated data goes on by being asked, and never back', () => {
  const { ms, iso } = steadyClock();
  const first = ms();
  const later = Array.from({ length: 100 }, () => ms());
  expect(later.every((time, place) => time >= (later[place - 1] ?? first))).toBe(true);
  expect(later.at(-1)).toBeGreaterThan(first);
  expect(iso().slice(0, 10)).toBe('2026-01-05');
});

test.each(Object.values(TIERS))('no channel manager of tier $name looks after more than one may', (tier) => {
  const managed = new Map<string, number>();
  for (const { command } of [...foundations(tier)].flat())
    if ('managerId' in command)
      managed.set(`${command.managerId}`, (managed.get(`${command.managerId}`) ?? 0) + 1);
  const each = [...managed.values()];
  expect(each.reduce((all, one) => all + one)).toBe(tier.organizations);
  expect(Math.max(...each)).toBeLessThanOrEqual(MANAGED_PARTNERS_MAX);
  expect(organizationsOf(tier)).toHaveLength(managed.get(CHANNEL_MANAGER) ?? 0);
});
