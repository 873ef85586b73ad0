import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { LiaisonEvent } from '../../events';
import { projections } from '../../projections';
import { contactList } from '../../projections/contact-list/project';
import { contactCard, partnerContacts, searchContacts } from '../../projections/contact-list/queries';
import { partnerOrganizations } from '../../projections/partner-directory/queries';
import { openMemoryEventStore } from '../../src/store/memory/memory-event-store';
import { rebuildModel } from '../../src/store/projector/rebuild-model';
import { Present } from '../../src/store/rows/present';
import type { RowStore } from '../../src/store/rows/row-store';
import { LOOK_AGAIN_MS } from '../../src/store/rows/sqlite/seen-changes';
import { sealedLog } from '../../src/store/sealed-log';
import { StoreFault } from '../../src/store/store-fault';
import {
  acme,
  acmeRegistered,
  ana,
  ben,
  corrected,
  joined,
  madeSales,
  registered,
} from '../projections/people';
import { openReadSide, type ReadSide } from '../projections/read-side';
import { memoryKeyRing } from './memory-key-ring';
import { ROW_STORES, type RowPlace } from './row-places';

describe.each(ROW_STORES)('the present in %s', (_name, newPlace) => {
  let place: RowPlace;
  let side: ReadSide;
  beforeEach(async () => {
    place = await newPlace();
    side = await openReadSide({ place });
    await side.tell(registered(ana, { given: 'Ana' }));
  });
  afterEach(async () => {
    await side.close();
    await place.remove();
  });

  test('is the same snapshot as long as nothing happens', async () => {
    const now = await side.models.current();
    expect(await side.models.current()).toBe(now);
    expect(await side.projector.current()).toBe(now);
  });

  test('is another one with the next event, for all who ask after it', async () => {
    const before = await side.models.current();
    const position = await side.tell(registered(ben, { given: 'Ben' }));
    const [one, other] = await Promise.all([side.models.current(), side.models.current()]);
    expect(one.position).toBe(position);
    expect(one).toBe(other);
    expect(one).not.toBe(before);
    expect(await side.models.tally(contactList, 'total', before)).toBe(1);
    expect(await side.models.tally(contactList, 'total', one)).toBe(2);
  });

  test('is another one when somebody else has put other rows in the place of a model', async () => {
    const before = await side.models.current();
    expect((await side.models.get(contactList, ana, before))?.row.name).toEqual({ given: 'Ana' });
    await rebuildModel({ log: side.log, rows: side.rows, projection: contactList });
    await setTimeout(2 * LOOK_AGAIN_MS);
    const after = await side.models.current();
    expect(after).not.toBe(before);
    expect(after.position).toBe(before.position);
    expect((await side.models.get(contactList, ana, after))?.row.name).toEqual({ given: 'Ana' });
  });

  test('is looked at once more after a look that failed', async () => {
    let fails = false;
    const read: RowStore['read'] = (work) => {
      if (fails) throw new StoreFault('UNAVAILABLE', 'the disk does not answer');
      return side.rows.read(work);
    };
    const present = new Present(Object.create(side.rows, { read: { value: read }, look: {} }), projections);
    await present.state();
    const position = await side.tell(registered(ben, { given: 'Ben' }));
    fails = true;
    await expect((async () => present.state())()).rejects.toThrow('the disk does not answer');
    fails = false;
    expect((await present.state()).snapshot.position).toBe(position);
  });

  test('shows what another process has changed in the rows', async () => {
    const reopened = side.rows.reopen();
    const before = side.rows.changes();
    await reopened.write(function* () {
      yield { kind: 'change', sql: `INSERT INTO facts (name, value) VALUES ('noted', '1')`, values: [] };
    });
    await setTimeout(2 * LOOK_AGAIN_MS);
    // Where only reading tells, there is no number at all.
    const after = side.rows.changes();
    expect(after === undefined || after !== before).toBe(true);
    expect(after === undefined).toBe(before === undefined);
    await reopened.close();
  });

  test('shows nothing of a person from the rebuild on that follows the end of the key, though nothing is recorded', async () => {
    const keys = memoryKeyRing();
    const log = sealedLog(openMemoryEventStore({}), keys);
    const read = await openReadSide({ newPlace, log });
    await read.tell(registered(ana, { given: 'Ana' }), joined(ana));
    const shown = async () => {
      const at = await read.models.current();
      const { rows } = await partnerContacts(read.models, { partnerId: acme, page: { first: 10 } }, at);
      const found = await searchContacts(read.models, { words: 'ana', page: { first: 10 } }, at);
      const card = await contactCard(read.models, ana, at);
      return [card?.name, rows.map(({ row }) => row.name), found.rows.length, at.position];
    };
    const [name, position] = [{ given: 'Ana' }, await log.head()];
    for (const _time of [1, 2]) expect(await shown()).toEqual([name, [name], 1, position]);
    await keys.destroy(ana);
    // Twice, so that the same copy is read again, at the same position.
    for (const _time of [1, 2]) await rebuildModel({ log, rows: read.rows, projection: contactList });
    await setTimeout(2 * LOOK_AGAIN_MS);
    expect(await shown()).toEqual([null, [null], 0, position]);
    await read.close();
  });

  test('has rows that nobody can change, the same for all until they are changed', async () => {
    const now = await side.models.current();
    const found = await side.models.get(contactList, ana, now);
    expect(Object.isFrozen(found?.row)).toBe(true);
    expect(Object.isFrozen(found?.row.standing.affiliations)).toBe(true);
    await side.tell(registered(ben, { given: 'Ben' }));
    const later = await side.models.get(contactList, ana, await side.models.current());
    expect(later?.row).toBe(found?.row);
  });

  test('believes what was read of a model until a row of that model changes', async () => {
    const page = async () => {
      const at = await side.models.current();
      const { rows } = await partnerContacts(side.models, question, at);
      const sellers = await partnerContacts(side.models, { ...question, filter: { role: 'SALES' } }, at);
      return [
        rows.map(({ row }) => row.name?.given),
        sellers.rows.length,
        await side.models.tally(contactList, 'total', at),
      ];
    };
    const question = { partnerId: acme, page: { first: 10 } };
    await side.tell(joined(ana));
    expect(await page()).toEqual([['Ana'], 0, 1]);
    const found = async () => side.models.get(contactList, ana, await side.models.current());
    const before = await found();
    await side.tell(acmeRegistered);
    // Nothing of the list was read again, where it is known which model has changed.
    expect((await found()) === before).toBe(side.rows.changesOf !== undefined);
    expect(await page()).toEqual([['Ana'], 0, 1]);
    await side.tell(madeSales(ana));
    expect(await page()).toEqual([['Ana'], 1, 1]);
    await side.tell(registered(ben, { given: 'Ben' }), joined(ben));
    expect(await page()).toEqual([['Ana', 'Ben'], 1, 2]);
    await rebuildModel({ log: side.log, rows: side.rows, projection: contactList });
    await side.tell(corrected(ben, { given: 'Bo' }));
    expect(await page()).toEqual([['Ana', 'Bo'], 1, 2]);
  });

  test('keeps nothing of the states before it, though pages are remembered of models that have not changed', async () => {
    const page = { first: 10 };
    const states: WeakRef<object>[] = [];
    const look = async (): Promise<void> => {
      const at = await side.models.current();
      states.push(new WeakRef(at));
      const contacts = await partnerContacts(side.models, { partnerId: acme, page }, at);
      const organizations = await partnerOrganizations(side.models, { page }, at);
      expect([await contacts.totalCount, await organizations.totalCount]).toEqual([1, 1]);
    };
    await side.tell(acmeRegistered, joined(ana));
    // Each time another model changes, so that one goes on with what was read of it at the state before.
    for (let time = 0; time < 8; time += 1) {
      // What is asked for once is not remembered at all.
      for (let again = 0; again < 3; again += 1) await look();
      await side.tell(
        time % 2 === 0 ? corrected(ana, { given: `Ana ${time}` }) : withDomain(`${time}.example`),
      );
    }
    await setTimeout(0);
    collectGarbage();
    expect(states.slice(0, -6).filter((state) => state.deref() !== undefined)).toEqual([]);
  });
});

const withDomain = (domain: string): LiaisonEvent => ({
  type: 'PartnerOrganizationEmailDomainsSet',
  data: { partnerOrganizationId: acme, domains: [domain] },
});

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
