import { existsSync, readdirSync, statSync } from 'node:fs';
import { CONTACTS_PER_PAGE, exportContacts } from '../../src/cli/files/export-contacts';
import type { RunExport } from '../../src/cli/files/run-export';
import { runExport } from '../../src/cli/files/run-export';
import { formatOf } from '../../src/cli/files/run-import';
import { type Desk, MUSTER, NORDLICHT, openDesk } from './importing';
import { all, fixture } from './reading';

describe('runExport', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
    await desk.import(fixture('apple.vcf'), { partnerOrganizationId: NORDLICHT });
    await desk.import(fixture('version4.vcf'), { partnerOrganizationId: MUSTER });
    await desk.import(
      desk.file('c.csv', 'Id,AccountId,LastName,Email,HasOptedOutOfEmail\n7,A1,Okafor,o@acme.example,true\n'),
    );
    await desk.import(desk.file('d.csv', 'LastName\nNobody\n'));
  });
  afterEach(() => desk.close());

  const FORMS: [string, Partial<RunExport>][] = [
    ['export.csv', { format: 'csv' }],
    ['raw.csv', { format: 'csv', guardFormulas: false }],
    ['4.vcf', { format: 'vcard' }],
    ['3.vcf', { format: 'vcard', vcardVersion: '3.0' }],
  ];

  test.each(FORMS)('writes what an import finds unchanged: %s', async (name, form) => {
    const written = await desk.export(form);
    const head = await desk.opened.product.log.head();
    const { summary } = await desk.import(desk.file(name, written));
    expect(summary).toMatchObject({ lines: 5, same: 5 });
    expect(await desk.opened.product.log.head()).toBe(head);
  });

  test.each(FORMS)('writes what makes the same contacts elsewhere: %s', async (name, form) => {
    const elsewhere = await openDesk();
    try {
      const { summary } = await elsewhere.import(desk.file(name, await desk.export(form)));
      expect(summary).toMatchObject({ made: 5, refused: 0 });
      const essence = async ({ cards }: Desk) =>
        (await cards()).map(({ contactId, externalId, name, title, department, channels }) => ({
          ...{ contactId, externalId, name, title, department },
          channels: channels
            .map(({ kind, value, preferred, doNotContact }) => [kind, value, preferred, doNotContact])
            .sort(),
        }));
      expect(await essence(elsewhere)).toEqual(await essence(desk));
    } finally {
      await elsewhere.close();
    }
  });

  test('chooses by partner and by flavor', async () => {
    const names = async (options: Partial<RunExport>) =>
      (await desk.export({ format: 'vcard', ...options }))
        .match(/^N:[^;]*/gm)
        ?.map((name) => name.slice(2))
        .sort();
    expect(await names({})).toEqual(['Ferreira', 'Madonna', 'Nobody', 'Okafor', 'Żółć']);
    expect(await names({ partnerOrganizationId: MUSTER })).toEqual(['Madonna', 'Żółć']);
    expect(await names({ flavor: 'ACCOUNT_CONTACT' })).toEqual(['Nobody', 'Okafor']);
    expect(await names({ flavor: 'PARTNER_CONTACT', partnerOrganizationId: NORDLICHT })).toEqual([
      'Ferreira',
    ]);
    expect(await names({ flavor: 'PARTNER_USER' })).toBeUndefined();
  });

  test('speaks of one state of the log while others write', async () => {
    const { models } = desk.opened.product.liaison;
    const ids = Array.from({ length: CONTACTS_PER_PAGE + 50 }, (_, index) => index + 100);
    const table = (name: string) => `Id,LastName\n${ids.map((id) => `${id},${name}\n`).join('')}`;
    await desk.import(desk.file('e.csv', table('Before')));
    const at = await models.current();
    const contacts = exportContacts({ models, at, now: new Date().toISOString() });
    const first = await contacts.next();
    await desk.import(desk.file('f.csv', table('After')));
    const names = [first.value, ...(await all(contacts))].map((contact) => contact?.card.name?.family);
    expect(names.filter((name) => name === 'Before')).toHaveLength(ids.length);
    expect(names).not.toContain('After');
  });

  test('waits for the position it is to speak of', async () => {
    const { liaison } = desk.opened.product;
    const head = await liaison.log.head();
    // The new contact comes after the reservation of its external id.
    const exporting = runExport({ liaison, output: desk.path('all.csv'), minPosition: head + 2 });
    await desk.import(desk.file('e.csv', 'Id,LastName\n8,New\n'));
    expect(await exporting).toMatchObject({ contacts: 6 });
  });

  test('gives a file its name only when it is complete, and to its owner only', async () => {
    const { liaison } = desk.opened.product;
    const output = desk.path('all.csv');
    const stop = new AbortController();
    stop.abort();
    await expect(runExport({ liaison, output, signal: stop.signal })).rejects.toThrow();
    expect(readdirSync(desk.path('.')).filter((name) => name.startsWith('all'))).toEqual([]);
    expect(await runExport({ liaison, output })).toMatchObject({ contacts: 5, channelsLeftOut: 0 });
    expect(statSync(output).mode & 0o777).toBe(0o600);
    expect(existsSync(`${output}.part`)).toBe(false);
  });
});

test.each([
  ['a.csv', 'csv'],
  ['a.VCF', 'vcard'],
  ['a.vcard', 'vcard'],
  ['a', 'csv'],
])('the format of %s is %s', (name, format) => {
  expect(formatOf(name)).toBe(format);
});
