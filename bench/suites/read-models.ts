import { join } from 'node:path';
import { type PostgresServer, startPostgres } from '../../tests/postgres/postgres-server';
import { copiedFolder } from '../data/data-folder';
import type { TierName } from '../data/tiers';
import { Closers } from '../harness/closers';
import { startTasks } from '../harness/processes';
import type { Contender, Figures, Kind, OpenSuite, Row, Setting, Suite } from '../harness/suite';
import { filledOnPostgres } from '../product/on-postgres';
import { tierOf } from './tier-of';

/** A busy hour of a large vendor. */
const COMMANDS_PER_SECOND = 1_000;
/** A test must not depend on how fast the machine is. */
const COMMANDS_PER_SECOND_TINY = 50;
const EMBEDDED = 'liaison on SQLite';
const ON_POSTGRES = 'liaison on PostgreSQL';
const READ = 'reading the log alone, SQLite';

const REBUILD: Row = {
  name: 'rebuild',
  title: 'Rebuild of the list of contacts',
  isWholeRun: true,
  figures: [
    {
      name: 'speed',
      unit: 'events/s',
      better: 'higher',
      goals: [
        { contender: EMBEDDED, atLeast: 100_000 },
        { contender: EMBEDDED, times: 0.4, against: READ },
      ],
    },
  ],
};

const VISIBLE: Row = {
  name: 'visible',
  title: `From the append until the read models show it, at ${COMMANDS_PER_SECOND} appends/s`,
  figures: [
    {
      name: 'p50',
      unit: 'ms',
      better: 'lower',
      goals: [
        { contender: EMBEDDED, atMost: 3 },
        { contender: ON_POSTGRES, atMost: 8 },
      ],
    },
    { name: 'p99', unit: 'ms', better: 'lower' },
    { name: 'perSecond', unit: 'appends/s', better: 'higher' },
  ],
};

/** How fast read models are made, and how soon they show what happened. */
export const readModels: Suite = {
  name: 'read-models',
  rows: [REBUILD, VISIBLE],
  open: (setting, rows) => {
    const closers = new Closers();
    return closers.closeOnFault(() => openAll(setting, rows, closers));
  },
};

const openAll = async (setting: Setting, rows: readonly string[], closers: Closers): Promise<OpenSuite> => {
  const contenders: Contender[] = [];
  const server = await startPostgres();
  closers.add(() => server.stop());
  if (rows.includes(REBUILD.name)) contenders.push(...(await rebuilding(setting, server, closers)));
  if (rows.includes(VISIBLE.name)) {
    const tier = smallTier(setting);
    const { path } = await copiedFolder(setting, tier, 'visible');
    contenders.push(await seeing(EMBEDDED, { LIAISON_DATA: path }, setting, closers));
    const folder = join(setting.folder, 'visible-postgres');
    const environment = await filledOnPostgres(server, 'visible', { tier, folder });
    contenders.push(await seeing(ON_POSTGRES, environment, setting, closers));
  }
  return { contenders, close: () => closers.close() };
};

const smallTier = ({ mode }: Setting): TierName => (mode === 'tiny' ? 'tiny' : 'S');

const rebuilding = async (
  setting: Setting,
  server: PostgresServer,
  closers: Closers,
): Promise<readonly Contender[]> => {
  const { path } = await copiedFolder(setting, tierOf(setting), 'rebuild');
  const folder = join(setting.folder, 'rebuild-postgres');
  const onPostgres = await filledOnPostgres(server, 'rebuild', { tier: smallTier(setting), folder });
  const models = await startTasks({ script: 'product/models.ts' });
  closers.add(() => models.stop());
  const contenderOf = (name: string, kind: Kind, task: string, environment: object): Contender => ({
    name,
    kind,
    rows: [REBUILD.name],
    round: async () => ({ speed: await models.ask<number>(task, environment) }),
  });
  return [
    contenderOf(EMBEDDED, 'product', 'rebuild', { LIAISON_DATA: path }),
    contenderOf(READ, 'limit', 'read', { LIAISON_DATA: path }),
    contenderOf(ON_POSTGRES, 'product', 'rebuild', onPostgres),
  ];
};

const seeing = async (
  name: string,
  environment: Readonly<Record<string, string>>,
  setting: Setting,
  closers: Closers,
): Promise<Contender> => {
  const product = await startTasks({ script: 'product/visible.ts' });
  closers.add(() => product.stop());
  await product.ask('open', environment);
  closers.add(() => product.ask('close'));
  const perSecond = setting.mode === 'tiny' ? COMMANDS_PER_SECOND_TINY : COMMANDS_PER_SECOND;
  return {
    name,
    kind: 'product',
    rows: [VISIBLE.name],
    round: (_row, ms) => product.ask<Figures>('round', { ms, perSecond }),
  };
};
