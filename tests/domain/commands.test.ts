import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accountCommands,
  type CommandName,
  contactCommands,
  decide,
  partnerOrganizationCommands,
  roleCatalogueCommands,
  streamOf,
  subjectIdOf,
  subjectOf,
} from '../../src/domain/commands';
import { REFUSAL_CODES } from '../../src/domain/decision';
import { circumstances } from './circumstances';
import { ACME, ANA, NORTHWIND } from './people';

describe('a command', () => {
  test('is decided on the stream of its subject', () => {
    expect(streamOf('suspendPartnerUserAccess', { contactId: ANA })).toBe(`contact-${ANA}`);
    expect(streamOf('appointHierarchyHead', { partnerOrganizationId: NORTHWIND, contactId: ANA })).toBe(
      `partnerOrganization-${NORTHWIND}`,
    );
    expect(
      streamOf('endPartnership', { contactId: ANA, partnerOrganizationId: NORTHWIND, recordedUntil: '' }),
    ).toBe(`contact-${ANA}`);
    expect(streamOf('registerAccount', { accountId: ACME, name: 'Acme' })).toBe(`account-${ACME}`);
    expect(streamOf('retireRole', { code: 'SALES' })).toBe('roleCatalogue');
  });

  test('is about the id that it names first', () => {
    expect(subjectIdOf('retireRole', { code: 'SALES' })).toBe('SALES');
    expect(subjectIdOf('suspendPartnerOrganization', { partnerOrganizationId: NORTHWIND })).toBe(NORTHWIND);
  });

  test('of each name has one subject', () => {
    const registries = {
      contactCommands,
      partnerOrganizationCommands,
      roleCatalogueCommands,
      accountCommands,
    };
    for (const [registry, commands] of Object.entries(registries)) {
      for (const name of Object.keys(commands))
        expect(`${subjectOf(name as CommandName)}Commands`).toBe(registry);
    }
  });

  test('without the id of its subject is a fault of ours', () =>
    expect(() => streamOf('registerAccount', { name: 'Acme' } as never)).toThrow('expected accountId'));

  test('never changes what it is given', () => {
    const command = Object.freeze({ contactId: ANA });
    expect(decide('unlinkIdentity', command, Object.freeze({ registered: false }), circumstances())).toEqual({
      refused: 'NOT_FOUND',
    });
  });
});

describe('the page of refusals', () => {
  const page = readFileSync(join(__dirname, '../../docs/refusals.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const explained = rows.map((line) => /^\| `([A-Z_]+)` \| \S.* \| \S.* \|$/.exec(line)?.[1]);

  test('explains every code once, and no other', () =>
    expect([...explained].sort()).toEqual([...REFUSAL_CODES].sort()));
});
