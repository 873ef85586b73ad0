import { accountList } from '../../projections/account-list/project';
import { contactList } from '../../projections/contact-list/project';
import { contactCard } from '../../projections/contact-list/queries';
import { partnerDirectory } from '../../projections/partner-directory/project';
import type { AnyProjection, Projection } from '../../projections/projection';
import {
  acme,
  acmeActivated,
  acmeRegistered,
  ana,
  ben,
  corrected,
  joined,
  registered,
} from '../projections/people';
import { openLog, openReadSide, type ReadSide, record } from '../projections/read-side';
import { HANG_MS } from '../until';
import { change, ROW_STORES, type RowPlace } from './row-places';

const anaRegistered = registered(ana, { given: 'Ana', family: 'Ferreira' }, 'ana@acme.example');
const benRegistered = registered(ben, { given: 'Ben', family: 'Okafor' });

/** A directory that cannot apply an activation. */
const brittle = (): AnyProjection => ({
  ...(partnerDirectory as AnyProjection),
  project: (row, event, key) => {
    if (event.type === 'PartnerOrganizationActivated') throw new TypeError('Ana Ferreira, ana@acme.example');
    return partnerDirectory.project(row as never, event, key);
  },
});

describe.each(ROW_STORES)('in %s', (_name, newPlace) => {
  let places: RowPlace[] = [];
  let open: ReadSide[] = [];
  /** A place that outlives one read side. */
  const lasting = async (): Promise<RowPlace> => {
    const place = await newPlace();
    places.push(place);
    return place;
  };
  const readSide = async (options: Parameters<typeof openReadSide>[0] = {}): Promise<ReadSide> => {
    const side = await openReadSide({ place: options.place ?? (await lasting()), ...options });
    open.push(side);
    return side;
  };
  afterEach(async () => {
    for (const side of open) await side.close();
    for (const place of places) await place.remove();
    open = [];
    places = [];
  });

  describe('the projector', () => {
    test('makes rows of what is recorded while it runs', async () => {
      const { tell, models } = await readSide();
      await tell(anaRegistered);
      const card = await contactCard(models, ana, await models.current());
      expect(card).toMatchObject({ contactId: ana, name: { given: 'Ana', family: 'Ferreira' }, version: 0 });
    });

    test('catches up with what was recorded before it started', async () => {
      const log = openLog();
      const position = await record(log, anaRegistered, joined(ana), benRegistered);
      const { projector, models } = await readSide({ log });
      expect(await projector.reached(position, HANG_MS)).toBe(true);
      expect(await models.tally(contactList, 'total', await models.current())).toBe(2);
    });

    test('goes on after a restart from where it was left', async () => {
      const place = await lasting();
      const log = openLog();
      const before = await openReadSide({ log, place });
      await before.tell(anaRegistered);
      await before.close();
      const position = await record(log, joined(ana));
      const { projector, models } = await readSide({ log, place });
      expect(await projector.reached(position, HANG_MS)).toBe(true);
      expect(await models.tally(contactList, `partner:${acme}`, { position })).toBe(1);
      expect(await models.tally(contactList, 'total', { position })).toBe(1);
    });

    test('works on a log with gaps between positions', async () => {
      const { tell, models } = await readSide({ log: openLog(10) });
      const registeredAt = await tell(anaRegistered);
      await tell(joined(ana), benRegistered);
      expect(await models.tally(contactList, `partner:${acme}`, { position: registeredAt })).toBe(0);
      expect(await models.tally(contactList, `partner:${acme}`, await models.current())).toBe(1);
    });

    test('makes its file anew where it belongs to another log', async () => {
      const place = await lasting();
      const before = await openReadSide({ place });
      await before.tell(anaRegistered, benRegistered);
      await before.close();
      const { tell, models } = await readSide({ place });
      await tell(benRegistered);
      const now = await models.current();
      expect(await contactCard(models, ana, now)).toBeUndefined();
      expect(await models.tally(contactList, 'total', now)).toBe(1);
    });

    test('makes a model anew where its version was raised, and no other', async () => {
      const place = await lasting();
      const log = openLog();
      const before = await openReadSide({ log, place });
      const position = await before.tell(anaRegistered, acmeRegistered);
      await before.close();
      const renamed: Projection<{ readonly id: string }> = {
        name: 'partner-directory',
        version: 2,
        handles: ['PartnerOrganizationRegistered'],
        keysOf: (event) => ('partnerOrganizationId' in event.data ? [event.data.partnerOrganizationId] : []),
        project: (_row, _event, key) => ({ id: `new ${key}` }),
        columns: {},
        indexes: [],
      };
      const { projector, models } = await readSide({
        log,
        place,
        projections: [contactList, renamed] as never,
      });
      expect(await projector.reached(position, HANG_MS)).toBe(true);
      expect((await models.get(renamed, acme, { position }))?.row).toEqual({ id: `new ${acme}` });
      expect(await models.tally(contactList, 'total', { position })).toBe(1);
    });

    test('makes a model anew where its columns are others than before', async () => {
      const place = await lasting();
      const log = openLog();
      const before = await openReadSide({ log, place });
      const position = await before.tell(anaRegistered);
      await before.close();
      const wider = {
        ...contactList,
        columns: { ...contactList.columns, title: { type: 'text', of: () => 'x' } },
      };
      const { projector, models } = await readSide({ log, place, projections: [wider] as never });
      expect(await projector.reached(position, HANG_MS)).toBe(true);
      const titled = await models.count(wider as never, { position }, (rows) =>
        rows.where('row.title', '=', 'x'),
      );
      expect(titled).toBe(1);
    });

    test('makes a model anew where a table of it is missing', async () => {
      const place = await lasting();
      const log = openLog();
      const before = await openReadSide({ log, place });
      const position = await before.tell(anaRegistered);
      await change(before.rows, 'DROP TABLE contact_list_a_words');
      await before.close();
      const { projector, models } = await readSide({ log, place });
      expect(await projector.reached(position, HANG_MS)).toBe(true);
      expect((await models.search(contactList, { position }, 'ferreira', { limit: 5 })).total).toBe(1);
    });

    test('makes models anew that are ahead of the log', async () => {
      const place = await lasting();
      const log = openLog();
      const before = await openReadSide({ log, place });
      await before.tell(anaRegistered);
      await change(before.rows, 'UPDATE models SET checkpoint = 99');
      await before.close();
      const { projector, models } = await readSide({ log, place });
      const position = await record(log, benRegistered);
      expect(await projector.reached(position, HANG_MS)).toBe(true);
      expect(await projector.current()).toEqual({ position });
      expect(await models.tally(contactList, 'total', { position })).toBe(2);
    });

    test('tells at once where nothing can reach a position any more', async () => {
      const { projector } = await readSide();
      const waiting = projector.reached(1, HANG_MS);
      await projector.stop();
      expect(await waiting).toBe(false);
      expect(await projector.reached(1, HANG_MS)).toBe(false);
    });

    test('waits no longer than it was told to', async () => {
      const { projector } = await readSide();
      expect(await projector.reached(1, 5)).toBe(false);
    });
  });

  describe('a model that cannot apply an event', () => {
    const projections = [contactList, brittle(), accountList] as readonly AnyProjection[];

    test('stops there, while the others go on', async () => {
      const { tell, models, projector } = await readSide({ projections });
      const stoppedAt = (await tell(acmeRegistered, acmeActivated)) as number;
      const position = await tell(anaRegistered);
      expect(
        (await projector.state()).map(({ name, status, checkpoint }) => [name, status, checkpoint]),
      ).toEqual([
        ['contact-list', 'running', position],
        ['partner-directory', 'stopped', stoppedAt - 1],
        ['account-list', 'running', position],
      ]);
      expect((await models.get(partnerDirectory, acme, { position }))?.row.status).toBe('REGISTERED');
      expect(await contactCard(models, ana, { position })).toBeDefined();
    });

    test('says at which event and on what kind of error, and nothing about a person', async () => {
      const said: unknown[] = [];
      const logger = { warn: (...words: unknown[]) => void said.push(words) };
      const { tell, projector } = await readSide({ projections, logger });
      const position = await tell(acmeRegistered, acmeActivated);
      const why = { eventType: 'PartnerOrganizationActivated', position, error: 'TypeError' };
      expect((await projector.state())[1]).toMatchObject({ status: 'stopped', why });
      expect(said).toHaveLength(1);
      expect(JSON.stringify([said, await projector.state()])).not.toMatch(/Ana|Ferreira|@/);
    });

    test('has applied the events before it, also of the same page', async () => {
      const log = openLog();
      const position = await record(log, acmeRegistered, anaRegistered, acmeActivated, benRegistered);
      const { models, projector } = await readSide({ log, projections });
      expect(await projector.reached(position, HANG_MS)).toBe(true);
      expect((await models.get(partnerDirectory, acme, { position }))?.row.status).toBe('REGISTERED');
      expect((await projector.state())[1]?.checkpoint).toBe(position - 2);
    });

    test('takes the event up again at the next start, when it can', async () => {
      const place = await lasting();
      const log = openLog();
      const before = await openReadSide({ log, place, projections });
      const position = await before.tell(acmeRegistered, acmeActivated, anaRegistered);
      await before.close();
      const mended = [contactList, partnerDirectory, accountList] as readonly AnyProjection[];
      const { models, projector } = await readSide({ log, place, projections: mended });
      expect(await projector.reached(position, HANG_MS)).toBe(true);
      expect((await projector.state())[1]).toEqual({
        name: 'partner-directory',
        status: 'running',
        checkpoint: position,
      });
      expect((await models.get(partnerDirectory, acme, { position }))?.row.status).toBe('ACTIVE');
    });
  });

  describe('a fault of the rows', () => {
    test('holds the models up and is waited out without losing an event', async () => {
      const { log, rows, projector, models, tell } = await readSide();
      await tell(anaRegistered);
      await change(rows, 'ALTER TABLE contact_list_a RENAME TO elsewhere');
      const position = await record(log, corrected(ana, { family: 'Ferreira-Lima' }));
      expect(await projector.reached(position, 200)).toBe(false);
      expect((await projector.state())[0]).toMatchObject({ status: 'held-up' });
      await change(rows, 'ALTER TABLE elsewhere RENAME TO contact_list_a');
      expect(await projector.reached(position, HANG_MS)).toBe(true);
      expect((await contactCard(models, ana, { position }))?.name).toEqual({ family: 'Ferreira-Lima' });
      expect((await projector.state())[0]).toMatchObject({ status: 'running', checkpoint: position });
    });
  });
});
