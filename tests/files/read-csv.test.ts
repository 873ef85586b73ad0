import { readColumnMapping } from '../../src/cli/files/column-mapping';
import { UnreadableFile } from '../../src/cli/files/contact-record';
import { RECORD_BYTES_MAX } from '../../src/cli/files/csv-records';
import { readCsv } from '../../src/cli/files/read-csv';
import { all, broken, bytesOf, bytesOfText, fixture, golden, people } from './reading';

const read = (text: string | Buffer) => readCsv(bytesOfText(text));

describe('readCsv', () => {
  test.each(['salesforce.csv', 'excel-german.csv', 'broken.csv'])(
    'reads %s as checked by eye',
    async (name) => {
      expect(await all(readCsv(bytesOf(name)))).toEqual(golden(name));
    },
  );

  test.each([1, 2, 3, 13])('does not depend on where pieces of %d bytes end', async (size) => {
    for (const name of ['salesforce.csv', 'excel-german.csv', 'broken.csv']) {
      expect(await all(readCsv(bytesOf(name, size)))).toEqual(golden(name));
    }
  });

  test('takes a delimiter that is told instead of found', async () => {
    const text = 'Id|LastName|A,B,C,D\n1|A,B|\n';
    expect(await people(readCsv(bytesOfText(text), { delimiter: '|' }))).toMatchObject([
      { externalId: '1', name: { family: 'A,B' } },
    ]);
    await expect(people(read(text))).rejects.toThrow('expected the names of the columns');
  });

  test('reads old line ends and a last line without one', async () => {
    expect(await people(read('Id,LastName\r1,A\r2,B'))).toMatchObject([
      { line: 2 },
      { line: 3, name: { family: 'B' } },
    ]);
  });

  test('keeps a full name that the table does not divide whole', async () => {
    expect(await people(read('Name,Email\nAna Ferreira,a@b.example\n'))).toMatchObject([
      { name: { family: 'Ana Ferreira' } },
    ]);
  });

  test('takes flags from the lists of columns of its own exports', async () => {
    const [ana] = await people(
      read('Id,Email,Email2,Preferred,DoNotContact\n1,a@b.example,c@d.example,Email2,Email\n'),
    );
    expect(ana?.channels).toMatchObject([
      { value: 'a@b.example', preferred: false, doNotContact: true },
      { value: 'c@d.example', preferred: true, doNotContact: false },
    ]);
  });

  test('says what is wrong with a cell without repeating it', async () => {
    const rows = [
      ['LiaisonId', 'secret', 'column LiaisonId: expected a UUID in small letters'],
      ['Email', 'secret', 'column Email: expected an e-mail address (name@domain)'],
      ['Phone', 'secret'.repeat(9), 'column Phone: expected at most 32 characters'],
      ['FirstName', 'sec\u0007ret', 'column FirstName: expected no control characters'],
      ['DoNotCall', 'secret', 'column DoNotCall: expected true or false'],
      ['Preferred', 'secret', 'column Preferred: expected names of columns, separated by spaces'],
    ] as const;
    for (const [column, cell, why] of rows) {
      const phone = column === 'Phone' ? '' : ',Phone';
      const lines = await broken(read(`Id,${column}${phone}\n1,${cell}${phone === '' ? '' : ',+1'}\n`));
      expect(lines).toEqual([{ line: 2, why }]);
    }
  });

  test('loses one line only to a quote that is left open for good', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `${index},Name ${index}`);
    const lines = await all(read(`Id,LastName\n0,"open\n${rows.join('\n')}\n`));
    expect(lines).toHaveLength(20_001);
    expect(lines[0]).toEqual({
      line: 2,
      why: `expected a record of at most ${RECORD_BYTES_MAX} bytes; is a quote left open?`,
    });
    expect(lines[20_000]).toMatchObject({ line: 20_002, externalId: '19999' });
  });

  test('reports a line without an end once and goes on after it', async () => {
    const lines = await all(
      readCsv(bytesOfText(`Id,LastName\n1,${'x'.repeat(3 * RECORD_BYTES_MAX)}\n2,B\n`, 50_000)),
    );
    expect(lines).toMatchObject([
      { line: 2, why: expect.stringContaining('at most') },
      { line: 3, externalId: '2' },
    ]);
  });

  test.each([
    ['an empty file', '', 'got an empty file'],
    ['a table without names of columns', 'Ana,Ferreira\n', 'expected the names of the columns'],
    ['two columns for one thing', 'Id,Email,E-Mail\n', 'expected one column for Email'],
    ['UTF-16', Buffer.from('\ufeffId,Email\n', 'utf16le'), 'got UTF-16'],
    ['names of columns that are not UTF-8', Buffer.from('Id,Stra\xdfe\n', 'latin1'), 'expected UTF-8 text'],
  ])('refuses %s', async (_, content, message) => {
    await expect(all(read(content))).rejects.toThrow(UnreadableFile);
    await expect(all(read(content))).rejects.toThrow(message);
  });
});

describe('a mapping file', () => {
  test('names the columns and the system', async () => {
    const mapping = await readColumnMapping(fixture('own-names.mapping.json'));
    expect(mapping.system).toBe('erp');
    expect(await people(readCsv(bytesOf('own-names.csv'), { mapping }))).toEqual([
      {
        line: 2,
        externalId: '7',
        name: { given: 'Eva', family: 'Weiß' },
        channels: [{ kind: 'EMAIL', slot: 0, value: 'eva@weiss.example' }],
      },
    ]);
  });

  test('must name columns that the table has', async () => {
    const mapping = { columns: { Nummer: 'externalId', Geburtsname: 'family' } } as const;
    await expect(all(readCsv(bytesOf('own-names.csv'), { mapping }))).rejects.toThrow(
      'the table has no column "Geburtsname"',
    );
  });
});
