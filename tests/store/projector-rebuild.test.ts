import { setImmediate } from 'node:timers/promises';
import { contactList } from '../../projections/contact-list/project';
import { contactCard, partnerContacts } from '../../projections/contact-list/queries';
import { partnerDirectory } from '../../projections/partner-directory/project';
import type { AnyProjection } from '../../projections/projection';
import type { EventLog } from '../../src/store/event-log';
import type { LogRange } from '../../src/store/event-store';
import { logPages } from '../../src/store/log-pages';
import { rebuildModel } from '../../src/store/projector/rebuild-model';
import { verifyModel } from '../../src/store/projector/verify-model';
import { applyPage } from '../../src/store/rows/apply-page';
import { modelState } from '../../src/store/rows/model-state';
import {
  acme,
  acmeActivated,
  acmeRegistered,
  ana,
  contactNumber,
  corrected,
  joined,
  madeSales,
  mayLogOn,
  mayNoLongerLogOn,
  registered,
} from '../projections/people';
import { openReadSide, type ReadSide, record } from '../projections/read-side';
import { change, changed, ROW_STORES, type RowPlace, tablesThere } from './row-places';

const anaRegistered = registered(ana, { given: 'Ana', family: 'Ferreira' }, 'ana@acme.example');
const anaLogsOn = [anaRegistered, joined(ana), madeSales(ana), mayLogOn(ana)];
const contactListModel = contactList as AnyProjection;
const copyA = ['contact_list_a', 'contact_list_a_history', 'contact_list_a_tallies', 'contact_list_a_words'];

/** So many contacts of two events each that a rebuild takes more than one batch. */
const MORE_THAN_A_BATCH = 200;

/** Many contacts of Acme. */
const manyContacts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => contactNumber(from + index)).flatMap((id) => [
    registered(id, { given: 'Number', family: id.slice(-6) }),
    joined(id),
  ]);

/** The log, except that something happens between its answer to the n-th page and the reader's next step. */
const interrupted = (log: EventLog, page: number, happens: () => Promise<unknown>): EventLog => {
  let pages = 0;
  return new Proxy(log, {
    get: (target, name) => {
      if (name !== 'readAll') return Reflect.get(target, name, target);
      return async (range: LogRange) => {
        const answer = await target.readAll(range);
        pages += 1;
        if (pages === page) await happens();
        return answer;
      };
    },
  });
};

describe.each(ROW_STORES)('in %s', (_name, newPlace) => {
  let place: RowPlace;
  let side: ReadSide;
  beforeEach(async () => {
    place = await newPlace();
    side = await openReadSide({ place });
  });
  afterEach(async () => {
    await side.close();
    await place.remove();
  });

  const stateNow = () => side.rows.read(() => modelState(contactListModel));

  describe('a rebuild', () => {
    test('swaps in a copy that equals a replay and drops the other', async () => {
      const position = await side.tell(...anaLogsOn);
      const before = await stateNow();
      const rebuilt = await rebuildModel({ log: side.log, rows: side.rows, projection: contactListModel });
      expect(rebuilt).toEqual({ model: 'contact-list', position, events: 4 });
      expect(await stateNow()).toEqual({ ...before, copy: 'b' });
      expect(await tablesThere(side.rows, ...copyA)).toEqual([]);
      const verified = await verifyModel({ log: side.log, rows: side.rows, projection: contactListModel });
      expect(verified).toMatchObject({ same: true, rows: 1, position });
    });

    test('reads the log by whatever way it is given, and what comes meanwhile by itself', async () => {
      const position = await side.tell(...anaLogsOn);
      const read: number[] = [];
      const rebuilt = await rebuildModel({
        log: side.log,
        rows: side.rows,
        projection: contactListModel,
        readPages: async function* (stretch) {
          for await (const page of logPages(side.log, { ...stretch, limit: 3 })) {
            read.push(page.events.length);
            yield page;
          }
        },
      });
      expect([read, rebuilt]).toEqual([[3, 1], { model: 'contact-list', position, events: 4 }]);
      expect((await stateNow()).copy).toBe('b');
    });

    test('mends a row that was changed by hand', async () => {
      await side.tell(...anaLogsOn);
      await change(side.rows, `UPDATE contact_list_a SET flavor = 'ACCOUNT_CONTACT'`);
      await rebuildModel({ log: side.log, rows: side.rows, projection: contactListModel });
      const filter = { flavor: 'PARTNER_USER' as const };
      const users = await partnerContacts(
        side.models,
        { partnerId: acme, filter, page: { first: 5 } },
        await side.models.current(),
      );
      expect(users.rows.map(({ row }) => row.contactId)).toEqual([ana]);
    });

    test('can be done again and again', async () => {
      await side.tell(...anaLogsOn);
      for (const copy of ['b', 'a', 'b']) {
        await rebuildModel({ log: side.log, rows: side.rows, projection: contactListModel });
        expect((await stateNow()).copy).toBe(copy);
      }
      await side.tell(mayNoLongerLogOn(ana));
      expect((await verifyModel({ log: side.log, rows: side.rows, projection: contactListModel })).same).toBe(
        true,
      );
    });

    test('goes on while events are recorded, no answer goes back and revoked stays revoked', async () => {
      await side.tell(...anaLogsOn, ...manyContacts(0, MORE_THAN_A_BATCH));
      await side.tell(mayNoLongerLogOn(ana));
      let rebuilding = true;
      const rebuild = rebuildModel({ log: side.log, rows: side.rows, projection: contactListModel }).finally(
        () => {
          rebuilding = false;
        },
      );
      let next = MORE_THAN_A_BATCH;
      let reached = 0;
      while (rebuilding) {
        // A log in memory answers without leaving its turn of the loop, and the rebuild would never have one.
        await setImmediate();
        const position = await side.tell(...manyContacts(next, next + 1));
        next += 1;
        const now = await side.models.current();
        expect(now.position).toBeGreaterThanOrEqual(Math.max(position, reached));
        reached = now.position;
        const card = await contactCard(side.models, ana, now);
        expect(card?.standing.access?.status).toBe('REVOKED');
        expect(await side.models.tally(contactList, 'total', now)).toBe(next + 1);
      }
      await rebuild;
      expect((await stateNow()).copy).toBe('b');
      await side.tell(...manyContacts(next, next + 5));
      expect(await side.models.tally(contactList, 'total', await side.models.current())).toBe(next + 6);
      const verified = await verifyModel({ log: side.log, rows: side.rows, projection: contactListModel });
      expect(verified).toMatchObject({ same: true, rows: next + 6 });
    });

    test('reads on where the model got ahead of it at the last moment', async () => {
      await side.tell(...anaLogsOn);
      const log = interrupted(side.log, 2, () => side.tell(mayNoLongerLogOn(ana)));
      const rebuilt = await rebuildModel({ log, rows: side.rows, projection: contactListModel });
      expect(rebuilt).toEqual({ model: 'contact-list', position: 5, events: 5 });
      const card = await contactCard(side.models, ana, await side.models.current());
      expect(card?.standing.access?.status).toBe('REVOKED');
    });

    test('may be ahead of the projector, which then applies nothing twice', async () => {
      await side.tell(...anaLogsOn);
      const log = interrupted(side.log, 1, () => side.projector.stop());
      await record(side.log, joined(ana));
      await rebuildModel({ log, rows: side.rows, projection: contactListModel });
      const checkpoint = await side.log.head();
      const { events } = await side.log.readAll({ after: 2 });
      await applyPage(side.rows, [contactListModel], 2, { events, position: checkpoint + 1 });
      expect((await verifyModel({ log: side.log, rows: side.rows, projection: contactListModel })).same).toBe(
        true,
      );
    });

    test('brings a stopped model back into service, with what it missed since', async () => {
      let isMended = false;
      const fickle: AnyProjection = {
        ...(partnerDirectory as AnyProjection),
        project: (row, event, key) => {
          if (event.type === 'PartnerOrganizationActivated' && !isMended) throw new Error('not yet');
          return partnerDirectory.project(row as never, event, key);
        },
      };
      const stopped = await openReadSide({
        newPlace,
        projections: [contactListModel, fickle],
      });
      await stopped.tell(acmeRegistered, acmeActivated, anaRegistered);
      const rebuild = () => rebuildModel({ log: stopped.log, rows: stopped.rows, projection: fickle });
      await expect(rebuild()).rejects.toThrow(
        'cannot apply PartnerOrganizationActivated at position 2 (Error)',
      );
      expect(await tablesThere(stopped.rows, 'partner_directory_b', 'partner_directory_b_history')).toEqual(
        [],
      );
      isMended = true;
      await rebuild();
      const position = await stopped.tell(joined(ana));
      expect((await stopped.projector.state()).map(({ status, checkpoint }) => [status, checkpoint])).toEqual(
        [
          ['running', position],
          ['running', position],
        ],
      );
      expect((await stopped.models.get(partnerDirectory, acme, { position }))?.row.status).toBe('ACTIVE');
      await stopped.close();
    });

    test('gives way to a later one of the same model', async () => {
      await side.tell(...anaLogsOn, ...manyContacts(0, MORE_THAN_A_BATCH));
      const rebuild = () => rebuildModel({ log: side.log, rows: side.rows, projection: contactListModel });
      const both = await Promise.allSettled([rebuild(), rebuild()]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { message: expect.stringContaining('taken over') },
      });
      expect((await verifyModel({ log: side.log, rows: side.rows, projection: contactListModel })).same).toBe(
        true,
      );
    });

    test('is refused where the rows are of another log or the model of another version', async () => {
      await side.tell(...anaLogsOn);
      const { log, rows } = side;
      const newer = { ...contactListModel, version: contactListModel.version + 1 };
      await expect(rebuildModel({ log, rows, projection: newer })).rejects.toThrow(
        `contact-list in version ${newer.version}`,
      );
      const other = await openReadSide();
      await expect(rebuildModel({ log: other.log, rows, projection: contactListModel })).rejects.toThrow(
        `read models of the log ${other.log.storeId}`,
      );
      await other.close();
    });
  });

  describe('a verification', () => {
    const verify = () => verifyModel({ log: side.log, rows: side.rows, projection: contactListModel });

    test.each([
      ['a row', `UPDATE contact_list_a SET body = replace(body, 'Ferreira', 'Pereira')`, ana],
      ['a column', `UPDATE contact_list_a SET access_status = 'NONE'`, ana],
      [
        'a former version',
        `UPDATE contact_list_a_history SET valid_to = valid_to + 1 WHERE valid_from = 2`,
        ana,
      ],
      ['a missing former version', `DELETE FROM contact_list_a_history WHERE valid_from = 2`, ana],
      ['a counter', `UPDATE contact_list_a_tallies SET value = 7 WHERE name = 'role:SALES'`, 'role:SALES'],
      ['the words', 'UPDATE contact_list_a_words SET valid_from = 3', ana],
      ['a missing row', 'DELETE FROM contact_list_a', ana],
    ])('finds that somebody changed %s', async (_what, statement, key) => {
      await side.tell(...anaLogsOn);
      expect(await verify()).toMatchObject({ same: true });
      expect(await changed(side.rows, statement)).toBeGreaterThan(0);
      const { same, digest, replayDigest, firstDifference } = await verify();
      expect({ same, firstDifference }).toEqual({ same: false, firstDifference: key });
      expect(digest).not.toBe(replayDigest);
    });

    test('names the first key that differs', async () => {
      await side.tell(...manyContacts(0, 20));
      await change(side.rows, 'DELETE FROM contact_list_a WHERE key = ?', [contactNumber(7)]);
      expect((await verify()).firstDifference).toBe(contactNumber(7));
    });

    test('compares the model as it was at the start, whatever is recorded meanwhile', async () => {
      const position = await side.tell(...anaLogsOn);
      const log = interrupted(side.log, 1, () => side.tell(corrected(ana, { family: 'Ferreira-Lima' })));
      const verified = await verifyModel({ log, rows: side.rows, projection: contactListModel });
      expect(verified).toMatchObject({ same: true, position });
      expect((await verify()).position).toBe(position + 1);
    });
  });

  describe('a rebuild beside a served file', () => {
    test('is noticed by a process that has the file open', async () => {
      const shared = await newPlace();
      const served = await openReadSide({ place: shared, log: side.log });
      const position = await served.tell(...anaLogsOn);
      const elsewhere = await shared.open();
      await rebuildModel({ log: side.log, rows: elsewhere, projection: contactListModel });
      await elsewhere.close();
      expect((await contactCard(served.models, ana, { position }))?.contactId).toBe(ana);
      await served.tell(mayNoLongerLogOn(ana));
      const now = await served.models.current();
      expect((await contactCard(served.models, ana, now))?.standing.access?.status).toBe('REVOKED');
      await served.close();
      await shared.remove();
    });
  });
});
