import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { copiedFolder } from '../data/data-folder';
import { TIERS, type TierName } from '../data/tiers';
import { Closers } from '../harness/closers';
import { startTasks } from '../harness/processes';
import type { Contender, Mode, OpenSuite, Row, Setting, Suite } from '../harness/suite';
import type { HttpLoaded } from '../load/load-http';
import { endOfLog } from '../product/end-of-log';
import { serveLiaison } from '../product/run-liaison';
import { tokenFor } from '../product/tokens';
import { ASKING, documentsFor, pageOfContacts } from './graphql-documents';
import { openStore, type StoreRow } from './stores';

const [SMALL, GROWN] = ['liaison, as good as empty', 'liaison, grown'];
/** Events of a log that is as good as empty: enough to read here and there. */
const EVENTS_SMALL = 4_000;
const EVENTS_GROWN: Readonly<Record<Mode, number>> = { tiny: 8_000, quick: 100_000, full: 1_000_000 };
const EVENTS_LARGE = 10_000_000;
const TIERS_COMPARED: Readonly<Record<Mode, readonly [TierName, TierName]>> = {
  tiny: ['tiny', 'tiny'],
  quick: ['tiny', 'S'],
  full: ['S', 'M'],
};
/** Fewer than the organization has in the smaller tier too: both pages have the same size, and others follow. */
const CONTACTS_PER_PAGE: Readonly<Record<Mode, number>> = { tiny: 40, quick: 40, full: 50 };
const CONNECTIONS = 16;

const figure = (unit: string, times: number): Row['figures'] => [
  { name: 'speed', unit, better: 'higher', goals: [{ contender: GROWN, times, against: SMALL }] },
];

const STORE_ROWS: readonly StoreRow[] = [
  {
    name: 'growth-append',
    title: 'Append one event, 64 callers, to a small and to a large log',
    figures: figure('appends/s', 0.8),
    task: 'appendRound',
    work: { callers: 64 },
  },
  {
    name: 'growth-read',
    title: 'Read a stream of 8 events anywhere in a small and in a large log',
    figures: figure('reads/s', 0.8),
    task: 'readAnywhereRound',
    work: { callers: 1 },
  },
];

const LIST: Row = {
  name: 'growth-list',
  title: 'A page of 50 contacts (Q1; quick: of 40) among few and among many contacts',
  figures: figure('requests/s', 0.9),
};

/** The same work on little and on much data. */
export const growth: Suite = {
  name: 'growth',
  rows: [...STORE_ROWS, LIST],
  open: (setting, rows) => {
    const closers = new Closers();
    return closers.closeOnFault(() => openAll(setting, rows, closers));
  },
};

const openAll = async (setting: Setting, rows: readonly string[], closers: Closers): Promise<OpenSuite> => {
  const contenders: Contender[] = [];
  const notes: string[] = [];
  if (STORE_ROWS.some(({ name }) => rows.includes(name))) {
    const events = setting.large ? EVENTS_LARGE : EVENTS_GROWN[setting.mode];
    notes.push(
      `Grown: a log of ${events.toLocaleString('en')} events against ${EVENTS_SMALL.toLocaleString('en')}.`,
    );
    contenders.push(await filledStore(SMALL, EVENTS_SMALL, setting, closers));
    contenders.push(await filledStore(GROWN, events, setting, closers));
  }
  if (rows.includes(LIST.name)) {
    const [small, large] = TIERS_COMPARED[setting.mode];
    notes.push(`Grown: ${contactsOf(large)} contacts against ${contactsOf(small)}.`);
    contenders.push(await listIn(SMALL, small, setting, closers));
    contenders.push(await listIn(GROWN, large, setting, closers));
  }
  return { contenders, notes, close: () => closers.close() };
};

const contactsOf = (tier: TierName): string =>
  (TIERS[tier].partnerContacts + TIERS[tier].accountContacts).toLocaleString('en');

const kindOf = (name: string) => (name === GROWN ? 'product' : 'limit');

const filledStore = async (
  name: string,
  events: number,
  setting: Setting,
  closers: Closers,
): Promise<Contender> => {
  mkdirSync(join(setting.folder, name), { recursive: true });
  const store = { name, kind: kindOf(name), module: 'product/sqlite-store.ts' } as const;
  const { contender, process, stop } = await openStore(store, STORE_ROWS, setting, '');
  closers.add(stop);
  await process.ask('fill', { events });
  return contender;
};

const listIn = async (
  name: string,
  tier: TierName,
  setting: Setting,
  closers: Closers,
): Promise<Contender> => {
  const { path } = await copiedFolder(setting, tier, `list-${kindOf(name)}`);
  const server = await serveLiaison({ folder: path, fromSources: setting.mode === 'tiny' });
  closers.add(() => server.stop());
  const load = await startTasks({ script: 'load/load-http.ts' });
  closers.add(() => load.stop());
  const token = await tokenFor(path, ASKING);
  const { q1 } = documentsFor(TIERS[tier], await endOfLog(server.port, token));
  const request = { ...q1, query: pageOfContacts(CONTACTS_PER_PAGE[setting.mode]), token };
  return {
    name,
    kind: kindOf(name),
    rows: [LIST.name],
    round: async (_row, ms) => {
      const asked = { port: server.port, connections: CONNECTIONS, ms, request };
      return { speed: (await load.ask<HttpLoaded>('load', asked)).requestsPerSecond };
    },
  };
};
