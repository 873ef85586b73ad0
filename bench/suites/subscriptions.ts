import { copiedFolder } from '../data/data-folder';
import { TIERS } from '../data/tiers';
import { Closers } from '../harness/closers';
import { installed } from '../harness/peers-installed';
import { startTasks } from '../harness/processes';
import type { Contender, Kind, OpenSuite, Setting, Suite } from '../harness/suite';
import type { Publishing, Subscribers } from '../load/load-sockets';
import { endOfLog } from '../product/end-of-log';
import { serveLiaison } from '../product/run-liaison';
import { tokenFor } from '../product/tokens';
import { ASKING, mutationFor } from './graphql-documents';

const SOCKETS = 1_000;
const SOCKETS_TINY = 10;
/** As many as one actor may have by the standard limits. */
const SOCKETS_PER_ACTOR = 10;
/**
 * One in so many subscribes before the memory is looked at first, and is sent events: code that is compiled and what is kept
 * of events is there then. Afterwards only a few events are published: what differs is what the other subscribers take.
 */
const FIRST_OF = 20;
const A_FEW_MS = 1;

const QUERY = `subscription Events($after: Position) {
  events(after: $after, types: [ContactDetailsCorrected]) {
    position type stream recordedAt eventId revision data
  }
}`;
const STOCK = 'graphql-ws, stock';

/** Everybody is sent every event. */
export const subscriptions: Suite = {
  name: 'subscriptions',
  rows: [
    {
      name: 'deliveries',
      title: `${SOCKETS} WebSockets, each sent every event`,
      figures: [
        {
          name: 'speed',
          unit: 'deliveries/s',
          better: 'higher',
          goals: [{ contender: 'liaison', times: 5, against: STOCK }],
        },
        {
          name: 'memory',
          unit: 'kB a subscriber',
          better: 'lower',
          goals: [{ contender: 'liaison', atMost: 15 }],
        },
      ],
    },
  ],
  open: (setting) => {
    const closers = new Closers();
    return closers.closeOnFault(() => openAll(setting, closers));
  },
};

const openAll = async (setting: Setting, closers: Closers): Promise<OpenSuite> => {
  const notes: string[] = [];
  const contenders = [await product(setting, closers)];
  if (installed(setting, notes)) contenders.push(await stock(setting, closers));
  return { contenders, notes, close: () => closers.close() };
};

interface Served {
  readonly name: string;
  readonly kind: Kind;
  readonly port: number;
  readonly tokens: readonly string[];
  readonly publisher: string;
  /** From here on: who subscribes later is not sent what was before. */
  variables(): Promise<Readonly<Record<string, unknown>>>;
  memory(): Promise<number>;
}

const product = async (setting: Setting, closers: Closers): Promise<Contender> => {
  const { path } = await copiedFolder(setting, 'S', 'subscriptions');
  const server = await serveLiaison({ folder: path, fromSources: setting.mode === 'tiny' });
  closers.add(() => server.stop());
  const actors = Array.from(
    { length: Math.ceil(SOCKETS / SOCKETS_PER_ACTOR) },
    (_, number) => `subscriber-${number}`,
  );
  const tokens = await Promise.all(actors.map((id) => tokenFor(path, { kind: 'ANALYTICS_SUBSCRIBER', id })));
  const publisher = await tokenFor(path, ASKING);
  const memory = async () => (await server.memory()).used;
  const served = {
    name: 'liaison',
    kind: 'product',
    port: server.port,
    tokens,
    publisher,
    variables: async () => ({ after: await endOfLog(server.port, publisher) }),
  } as const;
  return contenderOf({ ...served, memory }, setting, closers, () => server.profile('subscriptions'));
};

const stock = async (setting: Setting, closers: Closers): Promise<Contender> => {
  const server = await startTasks({ script: 'peers/graphql-ws-stock.ts', node: ['--expose-gc'] });
  closers.add(() => server.stop());
  const port = await server.ask<number>('serve');
  const memory = () => server.ask<number>('memory');
  return contenderOf(
    { name: STOCK, kind: 'peer', port, tokens: [''], publisher: '', variables: async () => ({}), memory },
    setting,
    closers,
    () => undefined,
  );
};

const contenderOf = async (
  { name, kind, port, tokens, publisher, variables, memory }: Served,
  setting: Setting,
  closers: Closers,
  onReady: () => void,
): Promise<Contender> => {
  const load = await startTasks({ script: 'load/load-sockets.ts' });
  closers.add(() => load.stop());
  const sockets = setting.mode === 'tiny' ? SOCKETS_TINY : SOCKETS;
  const request = { ...mutationFor(TIERS.S), token: publisher };
  let bytesEach = 0;
  return {
    name,
    kind,
    rows: ['deliveries'],
    answer: async () => shapeOf(await load.ask<string>('first')),
    ready: async () => {
      const subscribe = async (count: number): Promise<void> => {
        const asked: Subscribers = {
          port,
          tokens,
          sockets: count,
          query: QUERY,
          variables: await variables(),
        };
        await load.ask('subscribe', asked);
      };
      const first = Math.ceil(sockets / FIRST_OF);
      await subscribe(first);
      await load.ask('publish', { port, request, ms: setting.warmUpMs } satisfies Publishing);
      const before = await memory();
      await subscribe(sockets - first);
      await load.ask('publish', { port, request, ms: A_FEW_MS } satisfies Publishing);
      bytesEach = ((await memory()) - before) / (sockets - first);
      onReady();
    },
    round: async (_row, ms) => {
      const publishing: Publishing = { port, request, ms };
      return { speed: await load.ask<number>('publish', publishing), memory: bytesEach / 1_024 };
    },
  };
};

/** What a subscriber is sent, but for the values: the events of the two are not the same ones. */
const shapeOf = (message: string): unknown =>
  JSON.parse(message, (_name, value: unknown) => (typeof value === 'object' ? value : typeof value));
