import { join } from 'node:path';
import { randomFrom } from '../data/random';
import { serveTasks } from '../harness/child';
import type { EventWork, EventWorkModule, EventWorkOptions } from './event-work';

/** Events in a stream before the caller begins the next one: a stream for each contact. */
const STREAM_EVENTS_MAX = 16;
/** How many events a decision reads. */
const EVENTS_READ = 8;
/** Streams that each caller reads from, in turn. */
const STREAMS_READ = 4;
/** Streams that are filled side by side. */
const FILLED_AT_ONCE = 500;

/** One round of work by callers that wait for nobody but the store. */
export interface Round {
  readonly callers: number;
  readonly ms: number;
  /** Events of one append. */
  readonly batch?: number;
}

/** Which adapter is opened, and with what. */
export interface Open extends EventWorkOptions {
  /** The adapter's file, below the folder of the bench. */
  readonly module: string;
}

interface Stream {
  readonly name: string;
  revision: number;
}

let work: EventWork;
let made = 0;
let filled = 0;
const known: Stream[] = [];

const open = async ({ module, ...options }: Open): Promise<void> => {
  const adapter = require(join(__dirname, '..', module)) as EventWorkModule;
  work = await adapter.open(options);
};

const newStream = (): Stream => {
  made += 1;
  return { name: `contact-${process.pid}x${made}`, revision: -1 };
};

const append = async (stream: Stream, events: number): Promise<void> => {
  await work.append(stream.name, stream.revision, events);
  stream.revision += events;
};

/** Events appended in a second. */
const appendRound = ({ callers, ms, batch = 1 }: Round): Promise<number> =>
  countedBy(callers, ms, async () => {
    let stream = newStream();
    return async () => {
      if (stream.revision + 1 >= STREAM_EVENTS_MAX) stream = newStream();
      await append(stream, batch);
      return batch;
    };
  });

/** Cycles in a second: read eight events, decide, append one. */
const cycleRound = ({ callers, ms }: Round): Promise<number> =>
  countedBy(callers, ms, async (caller) => {
    const next = await readable(caller);
    return async () => {
      const stream = next();
      await readLast(stream);
      await append(stream, 1);
      return 1;
    };
  });

/** Reads of a stream of eight events in a second. */
const readRound = ({ callers, ms }: Round): Promise<number> =>
  countedBy(callers, ms, async (caller) => {
    const next = await readable(caller);
    return async () => {
      await readLast(next());
      return 1;
    };
  });

/** Fills the log with streams of eight events, many at a time, and answers how many streams there are. */
const fill = async ({ events }: { readonly events: number }): Promise<number> => {
  while (filled * EVENTS_READ < events) {
    const first = filled;
    const count = Math.min(FILLED_AT_ONCE, Math.ceil(events / EVENTS_READ) - first);
    await Promise.all(
      Array.from({ length: count }, (_, place) => work.append(filledName(first + place), -1, 8)),
    );
    filled += count;
  }
  return filled;
};

/** Reads in a second of streams from all over the log. */
const readAnywhereRound = ({ callers, ms }: Round): Promise<number> => {
  const random = randomFrom(filled);
  return countedBy(callers, ms, async () => async () => {
    const name = filledName(Math.floor(random() * filled));
    const read = await work.readStream(name, 0);
    if (read !== EVENTS_READ) throw new Error(`expected ${EVENTS_READ} events of ${name}, got ${read}`);
    return 1;
  });
};

const filledName = (number: number): string => `contact-filled${number}`;

const readLast = async (stream: Stream): Promise<void> => {
  const read = await work.readStream(stream.name, stream.revision - EVENTS_READ + 1);
  if (read !== EVENTS_READ) throw new Error(`expected ${EVENTS_READ} events of ${stream.name}, got ${read}`);
};

/** Streams of one caller with enough events, made before the time is taken; each in turn. */
const readable = async (caller: number): Promise<() => Stream> => {
  const first = caller * STREAMS_READ;
  for (let place = first; place < first + STREAMS_READ; place += 1) {
    if (known[place] !== undefined) continue;
    const stream = newStream();
    known[place] = stream;
    await append(stream, EVENTS_READ);
  }
  const streams = known.slice(first, first + STREAMS_READ);
  let turn = 0;
  return () => {
    turn += 1;
    const stream = streams[turn % streams.length];
    if (stream === undefined) throw new Error('expected a stream to read, got none');
    return stream;
  };
};

const countedBy = async (
  callers: number,
  ms: number,
  callerOf: (caller: number) => Promise<() => Promise<number>>,
): Promise<number> => {
  const steps = await Promise.all(Array.from({ length: callers }, (_, caller) => callerOf(caller)));
  let count = 0;
  const begin = performance.now();
  await Promise.all(
    steps.map(async (step) => {
      while (performance.now() - begin < ms) {
        // In a line of its own: `count += await …` would add to what the count was before the wait.
        const done = await step();
        count += done;
      }
    }),
  );
  return count / ((performance.now() - begin) / 1_000);
};

/** What all stores must agree on: the events of a stream can be read, and a second writer is refused. */
const check = async (): Promise<object> => {
  const stream = newStream();
  await append(stream, 2);
  await append(stream, 1);
  const refused = await work.append(stream.name, 0, 1).then(
    () => false,
    () => true,
  );
  const [read, readOn] = [await work.readStream(stream.name, 0), await work.readStream(stream.name, 1)];
  return { read, readOn, refused };
};

serveTasks({
  open,
  check,
  fill,
  appendRound,
  cycleRound,
  readRound,
  readAnywhereRound,
  close: () => work.close(),
});
