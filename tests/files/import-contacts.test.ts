import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { uuidV5 } from '../../src/store/event-id';
import type { Progress } from '../../src/store/rows/sql-read-models';
import { ACME, type Desk, MUSTER, NORDLICHT, openDesk } from './importing';
import { fixture } from './reading';

const HEADER = 'Id,AccountId,FirstName,LastName,Title,Email,Phone,MobilePhone,ReportsToId\n';
const ANA = '1,P1,Ana,Ferreira,Engineer,ana@nordlicht.example,+351 1,+351 2,\n';
const BEN = '2,A1,Ben,Okafor,Buyer,ben@acme.example,,,1\n';

describe('importContacts', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.close());

  test('makes contacts and lets them join the organizations they name', async () => {
    const report = await desk.report(desk.file('c.csv', HEADER + ANA + BEN));
    expect(report).toMatchObject([
      { line: 2, outcome: 'made' },
      { line: 3, outcome: 'made', notTaken: ['REPORTS_TO'] },
    ]);
    expect(await desk.card('1')).toMatchObject({
      externalId: { system: 'crm', id: '1' },
      name: { given: 'Ana', family: 'Ferreira' },
      title: 'Engineer',
      channels: [
        { kind: 'EMAIL', value: 'ana@nordlicht.example' },
        { kind: 'PHONE', value: '+351 1' },
        { kind: 'MOBILE', value: '+351 2' },
      ],
      standing: { affiliations: [{ organizationId: NORDLICHT, organizationKind: 'PARTNER' }] },
    });
    expect((await desk.card('2')).standing.affiliations).toMatchObject([
      { organizationId: ACME, organizationKind: 'ACCOUNT' },
    ]);
  });

  test('ends once the read models show all of it', async () => {
    const { liaison, log } = desk.opened.product;
    const reached: number[] = [];
    const come: Progress['reached'] = async (position, timeoutMs) => {
      const hasCome = await liaison.models.reached(position, timeoutMs);
      await setTimeout(20);
      reached.push(position);
      return hasCome;
    };
    const models = Object.create(liaison.models, { reached: { value: come } });
    await desk.import(desk.file('c.csv', HEADER + ANA + BEN), {
      liaison: Object.create(liaison, { models: { value: models } }),
    });
    expect(reached).toEqual([await log.head()]);
  });

  test.each(['salesforce.csv', 'apple.vcf', 'version4.vcf', 'outlook.vcf'])(
    'changes nothing the second time: %s',
    async (name) => {
      const options = { partnerOrganizationId: MUSTER };
      const first = await desk.import(fixture(name), options);
      const head = await desk.opened.product.log.head();
      const second = await desk.import(fixture(name), options);
      expect(first.summary.made).toBeGreaterThan(0);
      expect(second.summary).toMatchObject({ made: 0, changed: 0, refused: 0, same: first.summary.made });
      expect(await desk.opened.product.log.head()).toBe(head);
    },
  );

  test('brings a known contact to what the file says and leaves what it does not say', async () => {
    await desk.import(desk.file('c.csv', HEADER + ANA));
    const { contactId, channels } = await desk.card('1');
    const office = {
      channelId: uuidV5('office'),
      kind: 'ADDRESS' as const,
      value: 'Lisboa',
      preferred: false,
      doNotContact: true,
    };
    const known = channels.map((channel) => ({ ...channel, value: channel.value ?? '' }));
    await desk.opened.send('correctContactDetails', {
      contactId,
      department: 'Presales',
      channels: [...known, office],
    });
    const report = await desk.report(
      desk.file('c.csv', `${HEADER}1,,Ana,Ferreira,Lead,ana@new.example,+351 1,,\n`),
    );
    expect(report).toMatchObject([{ outcome: 'changed', contactId }]);
    expect(await desk.card('1')).toMatchObject({
      title: 'Lead',
      department: 'Presales',
      channels: [{ ...known[0], value: 'ana@new.example' }, known[1], known[2], office],
    });
  });

  test('corrects in place what an export showed and somebody changed there', async () => {
    const contactId = '20000000-0000-4000-8000-00000000000a';
    const flags = { kind: 'EMAIL' as const, preferred: true, doNotContact: false };
    const first = { channelId: uuidV5('first'), value: 'one@a.example', ...flags };
    const second = { channelId: uuidV5('second'), value: 'two@a.example', ...flags };
    await desk.opened.send('registerContact', {
      contactId,
      name: { family: 'Doe' },
      channels: [first, second],
    });
    const edited = (await desk.export()).replace('two@a.example', 'new@a.example');
    await desk.import(desk.file('e.csv', edited));
    const [card] = await desk.cards();
    expect(card?.channels).toEqual([first, { ...second, value: 'new@a.example' }]);
  });

  test('follows a value that changes and comes back', async () => {
    for (const title of ['Engineer', 'Lead', 'Engineer', 'Lead']) {
      await desk.import(desk.file('c.csv', `Id,LastName,Title\n1,Ferreira,${title}\n`));
      expect((await desk.card('1')).title).toBe(title);
    }
  });

  test('refuses a row as a whole where its organization is unknown', async () => {
    const report = await desk.report(desk.file('c.csv', HEADER + ANA.replace('P1', 'P9') + BEN));
    expect(report).toMatchObject([
      { line: 2, outcome: 'refused', code: 'ORG_NOT_FOUND' },
      { outcome: 'made' },
    ]);
    expect(await desk.cards()).toHaveLength(1);
  });

  test('refuses every row where the chosen partner is unknown', async () => {
    const report = await desk.report(desk.file('c.csv', HEADER + ANA), {
      partnerOrganizationId: uuidV5('nobody'),
    });
    expect(report).toMatchObject([{ outcome: 'refused', code: 'ORG_NOT_FOUND' }]);
    expect(await desk.cards()).toEqual([]);
  });

  test('refuses a contact that belongs to another partner and does not touch it', async () => {
    await desk.import(desk.file('c.csv', HEADER + ANA));
    const report = await desk.report(desk.file('c.csv', HEADER + ANA.replace('Engineer', 'Lead')), {
      partnerOrganizationId: MUSTER,
    });
    expect(report).toMatchObject([{ outcome: 'refused', code: 'ALREADY_IN_PARTNER_ORG' }]);
    expect((await desk.card('1')).title).toBe('Engineer');
  });

  test('refuses what is too little to know a person by', async () => {
    const report = await desk.report(desk.file('c.csv', 'Id,LastName,Phone\n1,,+351 1\n'));
    expect(report).toMatchObject([{ outcome: 'refused', code: 'CONTACT_INCOMPLETE' }]);
  });

  test('knows a contact again that got its external id elsewhere', async () => {
    const contactId = '20000000-0000-4000-8000-00000000000a';
    await desk.opened.send('registerContact', {
      contactId,
      name: { family: 'Ferreira' },
      externalId: { system: 'crm', id: '1' },
    });
    const report = await desk.report(desk.file('c.csv', HEADER + ANA));
    expect(report).toMatchObject([{ outcome: 'changed', contactId }]);
    expect(await desk.cards()).toHaveLength(1);
  });

  test('tells the same ids of two systems apart', async () => {
    const file = desk.file('c.csv', HEADER + ANA);
    await desk.import(file, { system: 'crm' });
    await desk.import(file, { system: 'erp' });
    expect((await desk.cards()).map(({ externalId }) => externalId?.system).sort()).toEqual(['crm', 'erp']);
  });

  test('knows people without an id by name and e-mail, and namesakes by all else', async () => {
    const rows = 'FirstName,LastName,Email,Phone\nAna,Ferreira,ana@a.example,1\nJo,Doe,,1\nJo,Doe,,2\n';
    const first = await desk.import(desk.file('c.csv', rows));
    const second = await desk.report(desk.file('c.csv', rows.replace('ana@a.example,1', 'ANA@A.example,9')));
    expect(first.summary.made).toBe(3);
    expect(second.map(({ outcome }) => outcome)).toEqual(['changed', 'same', 'same']);
  });

  test('gives the last of two rows about one contact the last word', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => `1,Ferreira,Title ${index}\n`).join('');
    const { summary } = await desk.import(desk.file('c.csv', `Id,LastName,Title\n${rows}`));
    expect(summary).toMatchObject({ made: 1, changed: 39 });
    expect((await desk.card('1')).title).toBe('Title 39');
  });

  test('says in a dry run what it would do, and does nothing', async () => {
    await desk.import(desk.file('c.csv', HEADER + ANA));
    const head = await desk.opened.product.log.head();
    const rows = [ANA.replace('Engineer', 'Lead'), BEN, '3,P9,Cy,X,,,,,\n', '4,,,,,no mail,,,\n'].join('');
    const report = await desk.report(desk.file('d.csv', HEADER + rows), { dryRun: true });
    expect(report.map(({ outcome }) => outcome)).toEqual(['changed', 'made', 'refused', 'skipped']);
    expect(await desk.opened.product.log.head()).toBe(head);
  });

  test('reports broken lines and goes on', async () => {
    const report = await desk.report(fixture('broken.csv'));
    expect(report.map(({ line, outcome }) => `${line} ${outcome}`)).toEqual([
      '2 skipped',
      '3 made',
      '4 skipped',
      '5 skipped',
      '6 skipped',
      '7 skipped',
      '8 made',
    ]);
  });

  test('leaves no personal data in report and metadata', async () => {
    await desk.report(fixture('salesforce.csv'), { partnerOrganizationId: MUSTER });
    const { events } = await desk.opened.product.log.readAll({ after: 0, limit: 500 });
    const open = events.map(({ data, metadata }) => JSON.stringify([data, metadata])).join();
    expect(open).toContain('import:registerContact:');
    for (const told of [readFileSync(desk.path('report.jsonl'), 'utf8'), open]) {
      // Digests and ids have whatever digits chance gives them.
      const text = told.replaceAll(/[0-9a-f]{8,}|-[0-9a-f]{4}(?=-)/g, '');
      expect(text).not.toMatch(/ferreira|nordlicht\.example|seán|oneil|555[ -]?0|lisboa|ouro/i);
    }
  });
});
