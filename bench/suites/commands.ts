import { join } from 'node:path';
import { startPostgres } from '../../tests/postgres/postgres-server';
import { copiedFolder } from '../data/data-folder';
import { TIERS, type TierName } from '../data/tiers';
import { Closers } from '../harness/closers';
import { installed } from '../harness/peers-installed';
import { startTasks } from '../harness/processes';
import type { Contender, Goal, OpenSuite, Row, Setting, Suite } from '../harness/suite';
import type { HttpLoaded } from '../load/load-http';
import { filledOnPostgres, makeDatabase } from '../product/on-postgres';
import { serveLiaison } from '../product/run-liaison';
import { tokenFor } from '../product/tokens';
import { ASKING, mutationFor } from './graphql-documents';
import { CALLERS, EMMETT_POSTGRESQL, openStore } from './stores';

const EMBEDDED = 'liaison over GraphQL, SQLite';
const ON_POSTGRES = 'liaison over GraphQL, PostgreSQL';

const goalOf = (contender: string): Goal => ({ contender, times: 5, against: EMMETT_POSTGRESQL.name });

const ROW: Row = {
  name: 'command-64',
  title: `A whole command over GraphQL, ${CALLERS} callers, beside a bare read and append`,
  figures: [
    { name: 'speed', unit: 'commands/s', better: 'higher', goals: [goalOf(EMBEDDED), goalOf(ON_POSTGRES)] },
  ],
};

/** Whole commands, beside what another event store does for its part of one. */
export const commands: Suite = {
  name: 'commands',
  rows: [ROW],
  open: async (setting) => {
    const closers = new Closers();
    return closers.closeOnFault(() => openAll(setting, closers));
  },
};

const openAll = async (setting: Setting, closers: Closers): Promise<OpenSuite> => {
  const notes: string[] = [];
  const tier = setting.mode === 'tiny' ? 'tiny' : 'S';
  const { path } = await copiedFolder(setting, tier, 'commands');
  const contenders = [await productOn({ LIAISON_DATA: path }, tier, EMBEDDED, setting, closers)];
  const server = await startPostgres(['max_connections=400']);
  closers.add(() => server.stop());
  const folder = join(setting.folder, 'commands-postgres');
  const environment = await filledOnPostgres(server, 'commands', { tier, folder });
  contenders.push(await productOn(environment, tier, ON_POSTGRES, setting, closers));
  if (installed(setting, notes)) {
    await makeDatabase(server, 'emmett');
    const rows = [{ ...ROW, task: 'cycleRound' as const, work: { callers: CALLERS } }];
    const { contender, stop } = await openStore(EMMETT_POSTGRESQL, rows, setting, server.urlOf('emmett'));
    closers.add(stop);
    contenders.push({ ...contender, rows: [ROW.name] });
  }
  // They do different work on purpose: there is no common answer.
  return {
    contenders: contenders.map(({ answer: _, ...contender }) => contender),
    notes,
    close: () => closers.close(),
  };
};

const productOn = async (
  environment: Readonly<Record<string, string>>,
  tier: TierName,
  name: string,
  setting: Setting,
  closers: Closers,
): Promise<Contender> => {
  const folder = environment.LIAISON_DATA ?? '';
  const server = await serveLiaison({ folder, environment, fromSources: setting.mode === 'tiny' });
  closers.add(() => server.stop());
  const load = await startTasks({ script: 'load/load-http.ts' });
  closers.add(() => load.stop());
  const request = { ...mutationFor(TIERS[tier]), token: await tokenFor(folder, ASKING) };
  return {
    name,
    kind: 'product',
    rows: [ROW.name],
    ready: async () => server.profile(name.replaceAll(/\W+/g, '-')),
    round: async (_row, ms) => {
      const asked = { port: server.port, connections: CALLERS, ms, request };
      return { speed: (await load.ask<HttpLoaded>('load', asked)).requestsPerSecond };
    },
  };
};
