import type { EventStore, StoredEvent } from '../../../src/store/event-store';
import { openDataFolder } from '../../../src/store/sqlite/data-folder';
import { openSqliteEventStore } from '../../../src/store/sqlite/sqlite-event-store';
import { appendOf, EVENTS_PER_APPEND, WRITERS } from '../children/killed-appends';
import { type Child, startChild } from '../children/start-child';
import { temporaryFolders } from './temporary-folder';

const CYCLES = Number(process.env.LIAISON_KILL_CYCLES ?? 100);
const CYCLE_MS_MAX = 5_000;
/** How many appends the child acknowledges before it is killed; cycles take them in turn. */
const ACKNOWLEDGED_BEFORE_KILL = [1, 2, 5, 13, 40];

const newFolder = temporaryFolders();

interface Said {
  readonly word: 'sent' | 'acknowledged';
  readonly writer: number;
  readonly number: number;
  readonly answer?: object;
}

/** What is known from outside: for each writer how many appends were acknowledged, and which one was under way. */
interface Knowledge {
  readonly acknowledged: number[];
  readonly underWay: (number | undefined)[];
}

const learn = (knowledge: Knowledge, { word, writer, number, answer }: Said): void => {
  if (word === 'sent') {
    knowledge.underWay[writer] = number;
    return;
  }
  expect(answer).toMatchObject({ outcome: 'appended', revision: (number + 1) * EVENTS_PER_APPEND - 1 });
  knowledge.acknowledged[writer] = number + 1;
  knowledge.underWay[writer] = undefined;
};

/** Listens until enough was acknowledged, kills, and then takes in what the child still got out. */
const listenAndKill = async (child: Child, enough: number, knowledge: Knowledge): Promise<void> => {
  let heard = 0;
  let killing: Promise<void> | undefined;
  for (;;) {
    const { value, done } = await child.lines.next();
    if (done) break;
    const said = JSON.parse(value) as Said;
    learn(knowledge, said);
    if (said.word === 'acknowledged') heard += 1;
    if (heard >= enough) killing ??= child.kill();
  }
  expect(killing).toBeDefined();
  await killing;
};

const streamsOf = async (store: EventStore): Promise<readonly (readonly StoredEvent[])[]> => {
  const streams: StoredEvent[][] = Array.from({ length: WRITERS }, () => []);
  for (let after = 0; ; ) {
    const page = await store.readAll({ after });
    for (const event of page.events) streams[Number(event.stream.slice('killed-'.length))]?.push(event);
    if (page.caughtUp) return streams;
    after = page.position;
  }
};

const expectWhole = (streams: readonly (readonly StoredEvent[])[], counts: readonly number[]): void => {
  streams.forEach((events, writer) => {
    const count = counts[writer] ?? 0;
    const sent = Array.from({ length: count }, (_, number) => appendOf(writer, number).events).flat();
    expect(events.map(({ eventId }) => eventId)).toEqual(sent.map(({ eventId }) => eventId));
    expect(events.map(({ revision }) => revision)).toEqual(sent.map((_, revision) => revision));
  });
};

/** Opens what the killed process left, looks for every acknowledged append, and repeats what was under way. */
const checkAndRepeat = async (
  path: string,
  { acknowledged, underWay }: Knowledge,
): Promise<readonly number[]> => {
  const folder = openDataFolder(path);
  const store = await openSqliteEventStore({ path: folder.logPath });
  const lengths = (await streamsOf(store)).map(({ length }) => length / EVENTS_PER_APPEND);
  lengths.forEach((length, writer) => {
    const known = acknowledged[writer] ?? 0;
    expect([known, underWay[writer] === undefined ? known : known + 1]).toContain(length);
  });
  for (const [writer, number] of underWay.entries()) {
    if (number === undefined) continue;
    const replayed = (lengths[writer] ?? 0) > number;
    expect(await store.append(appendOf(writer, number))).toMatchObject({ outcome: 'appended', replayed });
    expect(await store.append(appendOf(writer, number))).toMatchObject({
      outcome: 'appended',
      replayed: true,
    });
  }
  const counts = acknowledged.map((count, writer) => count + (underWay[writer] === undefined ? 0 : 1));
  expectWhole(await streamsOf(store), counts);
  await store.close();
  folder.close();
  return counts;
};

test(
  `loses no acknowledged append and doubles none when it is killed ${CYCLES} times in the middle`,
  async () => {
    const path = newFolder();
    let next: readonly number[] = Array.from({ length: WRITERS }, () => 0);
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      const knowledge: Knowledge = { acknowledged: [...next], underWay: [] };
      const child = startChild('append-until-killed.ts', path, JSON.stringify(next));
      const enough = ACKNOWLEDGED_BEFORE_KILL[cycle % ACKNOWLEDGED_BEFORE_KILL.length] ?? 1;
      await listenAndKill(child, enough, knowledge);
      next = await checkAndRepeat(path, knowledge);
    }
    expect(next.reduce((total, count) => total + count)).toBeGreaterThan(CYCLES);
  },
  CYCLES * CYCLE_MS_MAX,
);
