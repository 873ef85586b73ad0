import { copiedFolder } from '../data/data-folder';
import { TIERS } from '../data/tiers';
import { installed } from '../harness/peers-installed';
import { startTasks } from '../harness/processes';
import type { Contender, Kind, OpenSuite, Row, Setting, Suite } from '../harness/suite';
import type { RepeatedRequest } from '../load/http-request';
import type { HttpLoaded } from '../load/load-http';
import { endOfLog } from '../product/end-of-log';
import { serveLiaison } from '../product/run-liaison';
import { tokenFor } from '../product/tokens';
import type { ServedRows } from '../serving/served-rows';
import {
  type AnywhereRow,
  ASKING,
  aboutOne,
  documentsAnywhere,
  documentsFor,
  type GraphqlRow,
  organizationsOf,
} from './graphql-documents';
import { tierOf } from './tier-of';

/** As many as a few busy screens keep open. */
const CONNECTIONS = 16;

/** The most organizations whose answers are compared before a row about all of them. */
const COMPARED_MAX = 100;

/** What a lively day brings. */
const COMMANDS_PER_SECOND = 50;

const SERVERS: readonly { readonly name: string; readonly kind: Kind; readonly script: string }[] = [
  { name: 'raw node:http, same JSON', kind: 'limit', script: 'limits/raw-http.ts' },
  { name: 'Mercurius + jit', kind: 'peer', script: 'peers/mercurius-jit.ts' },
  { name: 'graphql-yoga', kind: 'peer', script: 'peers/yoga.ts' },
  { name: 'Apollo as documented', kind: 'peer', script: 'peers/apollo-standalone.ts' },
];

const row = (name: GraphqlRow, title: string, isGoal: boolean): Row => ({
  name,
  title,
  figures: [
    {
      name: 'requests',
      unit: 'requests/s',
      better: 'higher',
      goals: isGoal
        ? [
            { contender: 'liaison', times: 1, against: 'Mercurius + jit' },
            { contender: 'liaison', times: 4, against: 'Apollo as documented' },
            { contender: 'liaison', times: 0.6, against: 'raw node:http, same JSON' },
          ]
        : [],
    },
    // Says the same on a machine that has other things to do: those only make it wait.
    { name: 'cpu', unit: 'µs of the server’s CPU a request', better: 'lower' },
  ],
});

/** Requests over HTTP: the product with store, policy and limits, the others with the same rows in memory. */
export const graphql: Suite = {
  name: 'graphql',
  rows: [
    // First, because they read what the rows with commands change.
    row('q1-anywhere', 'Q1 about one organization after the other', false),
    row('q2-anywhere', 'Q2 about one organization after the other', false),
    row('q1', 'Q1: a page of 50 contacts', true),
    row(
      'q1-busy',
      `Q1 while the product records ${COMMANDS_PER_SECOND} commands a second about other contacts`,
      false,
    ),
    row('q1-again', 'Q1 by one actor again and again, nothing having changed', false),
    row('q2', 'Q2: an organization, 10 contacts, their managers and affiliations', true),
    row('q4', 'Q4: one field of one contact', false),
    row('m1', 'M1: one mutation (the product records an event and brings the read models up to it)', false),
  ],
  open: async (setting, rows) => {
    const started: { stop(): Promise<void> }[] = [];
    const close = async () => {
      for (const { stop } of started) await stop();
    };
    try {
      return await openServers(setting, rows, started, close);
    } catch (fault) {
      await close();
      throw fault;
    }
  },
};

/** A server under load. */
interface Server {
  readonly port: number;
  cpuUs(): Promise<number>;
}

const openServers = async (
  setting: Setting,
  rows: readonly string[],
  started: { stop(): Promise<void> }[],
  close: () => Promise<void>,
): Promise<OpenSuite> => {
  const tier = tierOf(setting);
  const { path } = await copiedFolder(setting, tier, 'graphql');
  const load = await startTasks({ script: 'load/load-http.ts' });
  started.push(load);
  const product = await serveLiaison({ folder: path, fromSources: setting.mode === 'tiny' });
  started.push(product);
  const token = await tokenFor(path, ASKING);
  const end = await endOfLog(product.port, token);
  const anywhere = documentsAnywhere(TIERS[tier], end);
  const documents = { ...documentsFor(TIERS[tier], end), ...anywhere };
  const contenderOf = (name: string, kind: Kind, { port, cpuUs }: Server): Contender => ({
    name,
    kind,
    rows,
    answer: (asked) =>
      asked in anywhere
        ? answersAbout(port, asked as AnywhereRow, sample)
        : answerOf(port, documents[asked as GraphqlRow], asked === 'm1'),
    round: async (asked, ms) => {
      const request = { ...documents[asked as GraphqlRow], token };
      const writes = { request: { ...documents.m1, token }, perSecond: COMMANDS_PER_SECOND };
      // The others hold rows that never change.
      const beside = asked === 'q1-busy' && kind === 'product' ? { beside: writes } : {};
      const before = await cpuUs();
      const wanted = { port, connections: CONNECTIONS, ms, request, ...beside };
      const loaded = await load.ask<HttpLoaded>('load', wanted);
      const cpu = ((await cpuUs()) - before) / loaded.requests;
      return { requests: loaded.requestsPerSecond, cpu, p50: loaded.p50Ms, p99: loaded.p99Ms };
    },
  });
  const answerOf = async (port: number, request: RepeatedRequest, isChanging = false): Promise<unknown> => {
    const { data } = await load.ask<{ data: unknown }>('ask', { port, request: { ...request, token } });
    return isChanging ? shapeOf(data) : data;
  };
  const answersAbout = async (
    port: number,
    asked: AnywhereRow,
    ids: readonly string[],
  ): Promise<unknown[]> => {
    const answers: unknown[] = [];
    for (const id of ids) answers.push(await answerOf(port, aboutOne(documents[asked], id)));
    return answers;
  };
  const everywhere = organizationsOf(TIERS[tier]);
  const sample = everywhere.filter((_, number) => number % Math.ceil(everywhere.length / COMPARED_MAX) === 0);
  const served = await rowsFrom({
    ids: rows.some((asked) => asked in anywhere) ? everywhere : everywhere.slice(0, 1),
    about: (asked, ids) => answersAbout(product.port, asked, ids),
    contact: () => answerOf(product.port, documents.q4),
  });
  product.profile(rows.join('-'));
  const contenders = [contenderOf('liaison', 'product', product)];
  const notes: string[] = [];
  for (const { name, kind, script } of SERVERS) {
    if (kind === 'peer' && !installed(setting, notes)) continue;
    const server = await startTasks({ script });
    started.push(server);
    const port = await server.ask<number>('serve', served);
    contenders.push(contenderOf(name, kind, { port, cpuUs: () => server.ask<number>('cpu') }));
  }
  return { contenders, notes, close };
};

/** How the rows that the product serves are asked for. */
interface Asking {
  readonly ids: readonly string[];
  readonly about: (asked: AnywhereRow, ids: readonly string[]) => Promise<unknown[]>;
  readonly contact: () => Promise<unknown>;
}

/** The rows that the product serves, for the others. */
const rowsFrom = async ({ ids, about, contact }: Asking): Promise<ServedRows> => {
  const [pages, shown] = [await about('q1-anywhere', ids), await about('q2-anywhere', ids)];
  const organizations = ids.map((id, index) => [id, Object.assign({}, pages[index], shown[index])]);
  return Object.assign({ organizations: Object.fromEntries(organizations) }, await contact()) as ServedRows;
};

/** What a mutation answers but for the title, which is another one each time. */
const shapeOf = (data: unknown): unknown =>
  JSON.parse(
    JSON.stringify(data, (name, value: unknown) =>
      name === 'title' || name === 'id' ? typeof value : value,
    ),
  );
