import { copiedFolder } from '../data/data-folder';
import { TIERS } from '../data/tiers';
import { Closers } from '../harness/closers';
import { startTasks } from '../harness/processes';
import type { Contender, OpenSuite, Row, Setting, Suite } from '../harness/suite';
import { endOfLog } from '../product/end-of-log';
import { serveLiaison } from '../product/run-liaison';
import { tokenFor } from '../product/tokens';
import { ASKING, documentsFor } from './graphql-documents';
import { tierOf } from './tier-of';

const CONNECTIONS = 16;
const BYTES_PER_MB = 1_000_000;

const START: Row = {
  name: 'start-up',
  title: 'From the start of `liaison serve` until it takes requests',
  isWholeRun: true,
  figures: [{ name: 'time', unit: 'ms', better: 'lower' }],
};
const MEMORY: Row = {
  name: 'memory',
  title: 'Memory of the server after reading and writing under load',
  isWholeRun: true,
  figures: [
    { name: 'resident', unit: 'MB', better: 'lower', goals: [{ contender: 'liaison', atMost: 512 }] },
    { name: 'used', unit: 'MB after a collection', better: 'lower' },
  ],
};

/** What the server itself costs. */
export const server: Suite = {
  name: 'server',
  rows: [START, MEMORY],
  open: (setting, rows) => {
    const closers = new Closers();
    return closers.closeOnFault(() => openAll(setting, rows, closers));
  },
};

const openAll = async (setting: Setting, rows: readonly string[], closers: Closers): Promise<OpenSuite> => {
  const tier = tierOf(setting);
  const { path, events } = await copiedFolder(setting, tier, 'server');
  const contenders: Contender[] = [];
  if (rows.includes(START.name)) contenders.push(starting(path, setting));
  if (rows.includes(MEMORY.name)) contenders.push(await loaded(setting, closers));
  return {
    contenders,
    notes: [`The servers have the data of tier ${tier}: ${events.toLocaleString('en')} events.`],
    close: () => closers.close(),
  };
};

const starting = (folder: string, setting: Setting): Contender => ({
  name: 'liaison',
  kind: 'product',
  rows: [START.name],
  round: async () => {
    const begin = performance.now();
    const started = await serveLiaison({ folder, fromSources: setting.mode === 'tiny' });
    const time = performance.now() - begin;
    await started.stop();
    return { time };
  },
});

const loaded = async (setting: Setting, closers: Closers): Promise<Contender> => {
  const tier = tierOf(setting);
  const { path } = await copiedFolder(setting, tier, 'server-loaded');
  const load = await startTasks({ script: 'load/load-http.ts' });
  closers.add(() => load.stop());
  const token = await tokenFor(path, ASKING);
  let running: Awaited<ReturnType<typeof serveLiaison>> | undefined;
  closers.add(async () => running?.stop());
  return {
    name: 'liaison',
    kind: 'product',
    rows: [MEMORY.name],
    ready: async () => {
      running = await serveLiaison({ folder: path, fromSources: setting.mode === 'tiny' });
    },
    round: async (_row, ms) => {
      if (running === undefined) throw new Error('expected a server, got none');
      const documents = documentsFor(TIERS[tier], await endOfLog(running.port, token));
      for (const request of Object.values(documents)) {
        await load.ask('load', {
          port: running.port,
          connections: CONNECTIONS,
          ms,
          request: { ...request, token },
        });
      }
      const { most, used } = await running.memory();
      return { resident: most / BYTES_PER_MB, used: used / BYTES_PER_MB };
    },
  };
};
