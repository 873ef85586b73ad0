import { projections } from '../../projections';
import type { AnyProjection } from '../../projections/projection';
import type { EventLog } from '../../src/store/event-log';
import { applyEvents } from '../../src/store/rows/apply-events';
import { applyPage, type Copies } from '../../src/store/rows/apply-page';
import { tablesOf } from '../../src/store/rows/model';
import { prepareModels } from '../../src/store/rows/prepare-models';
import { RowMemory } from '../../src/store/rows/row-memory';
import type { RowStore } from '../../src/store/rows/row-store';
import type { SqlRow } from '../../src/store/rows/work';
import {
  acmeActivated,
  acmeRegistered,
  ana,
  ben,
  corrected,
  joined,
  left,
  linkedToAccount,
  madeSales,
  mayLogOn,
  mayNoLongerLogOn,
  noLongerSales,
  registered,
  reportsTo,
  unlinkedFromAccount,
} from '../projections/people';
import { openLog, record } from '../projections/read-side';
import { ROW_STORES, read } from './row-places';

/** Rows come, change, go and come again; some events change no column, some several rows' counters. */
const events = [
  acmeRegistered,
  registered(ana, { given: 'Ana', family: 'Ferreira' }, 'ana@acme.example'),
  registered(ben, { given: 'Ben', family: 'Okafor' }),
  linkedToAccount(ben),
  joined(ana),
  madeSales(ana),
  mayLogOn(ana),
  unlinkedFromAccount(ben),
  linkedToAccount(ben),
  joined(ben),
  madeSales(ben, ana),
  acmeActivated,
  mayNoLongerLogOn(ana),
  noLongerSales(ana),
  corrected(ana, { given: 'Ana', family: 'Lima' }),
  madeSales(ana),
  noLongerSales(ana),
  reportsTo(ben),
  left(ana),
  unlinkedFromAccount(ben),
];

/** Everything that the models say, table by table. */
const told = async (rows: RowStore, projection: AnyProjection): Promise<readonly (readonly SqlRow[])[]> => {
  const { live, history, tallies, words } = tablesOf(projection, 'a');
  return Promise.all([
    read(rows, `SELECT * FROM ${live.name} ORDER BY key`),
    read(rows, `SELECT * FROM ${history.name} ORDER BY key, valid_from`),
    read(rows, `SELECT * FROM ${tallies.name} ORDER BY name, valid_from`),
    projection.words === undefined
      ? []
      : read(rows, `SELECT key, valid_from, valid_to, length FROM ${words} ORDER BY key, valid_from`),
  ]);
};

describe.each(ROW_STORES)('in %s', (_name, newPlace) => {
  let log: EventLog;
  beforeAll(async () => {
    log = openLog();
    await record(log, ...events);
  });

  /** What the models say after the log was applied so many events at a time. */
  const applied = async (size: number) => {
    const place = await newPlace();
    const rows = await place.open();
    await prepareModels(rows, projections, log.storeId);
    let copies: Copies = new Map();
    for (let after = 0; after < events.length; after += size) {
      const page = await log.readAll({ after, limit: size });
      const done = await applyPage(rows, projections, after, page, { copies });
      expect(done.stopped).toEqual([]);
      ({ copies } = done);
    }
    const all = await Promise.all(projections.map((projection) => told(rows, projection)));
    await rows.close();
    await place.remove();
    return all;
  };

  /** The same, event by event, with what is remembered of the copy from one to the next. */
  const appliedFromMemory = async () => {
    const place = await newPlace();
    const rows = await place.open();
    await prepareModels(rows, projections, log.storeId);
    const memories = projections.map(() => new RowMemory());
    for (let after = 0; after < events.length; after += 1) {
      const page = await log.readAll({ after, limit: 1 });
      const due = projections.map((projection, index) => {
        const memory = memories[index] ?? new RowMemory();
        return { projection, copy: 'a' as const, events: page.events, memory };
      });
      await rows.write(() => applyEvents(due));
    }
    const all = await Promise.all(projections.map((projection) => told(rows, projection)));
    await rows.close();
    await place.remove();
    return all;
  };

  test('models say the same, whether their rows are remembered or read', async () => {
    expect(await appliedFromMemory()).toEqual(await applied(1));
  });

  test('models say the same, however their events were batched', async () => {
    const [byOne, byThree, atOnce] = [await applied(1), await applied(3), await applied(events.length)];
    expect(byOne.flat(2).length).toBeGreaterThan(50);
    expect(byThree).toEqual(byOne);
    expect(atOnce).toEqual(byOne);
  });

  test('every column of every version is what its body says', async () => {
    const all = await applied(1);
    for (const [index, [live = [], history = []] = []] of all.entries()) {
      const declared = Object.entries(projections[index]?.columns ?? {});
      for (const row of [...live, ...history]) {
        const body: object = JSON.parse(String(row.body));
        const meant = Object.fromEntries(declared.map(([name, column]) => [name, column.of(body)]));
        expect(Object.fromEntries(declared.map(([name]) => [name, row[name]]))).toEqual(meant);
      }
    }
  });
});
