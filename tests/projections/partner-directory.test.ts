import type { LiaisonEvent, PartnerOrganizationEvent } from '../../events';
import type { PageRequest } from '../../projections/page';
import { partnerDirectory } from '../../projections/partner-directory/project';
import { partnerOrganization, partnerOrganizations } from '../../projections/partner-directory/queries';
import { acme, acmeActivated, acmeRegistered, ana, globex } from './people';
import { openReadSide, type ReadSide } from './read-side';
import { onlyRow } from './recorded';

const partnerOrganizationId = acme;
const entry = (...events: readonly PartnerOrganizationEvent[]) =>
  onlyRow(partnerDirectory, acmeRegistered, ...events);

describe('an entry of the partner directory', () => {
  test('shows what the registration tells', () => {
    expect(entry()).toEqual({
      id: acme,
      name: 'Acme Resellers',
      country: 'PT',
      status: 'REGISTERED',
      emailDomains: [],
      registeredAt: '2026-03-01T09:00:00.000Z',
      version: 0,
    });
  });

  test.each([
    ['PartnerOrganizationActivated', 'ACTIVE'],
    ['PartnerOrganizationSuspended', 'SUSPENDED'],
    ['PartnerOrganizationTerminated', 'TERMINATED'],
    ['PartnerOrganizationReactivated', 'ACTIVE'],
  ] as const)('is after %s %s', (type, status) => {
    expect(entry({ type, data: { partnerOrganizationId } })).toMatchObject({ status, version: 1 });
  });

  test('keeps which roles may be assigned until every role may be', () => {
    const set = (data: { readonly roleCodes?: readonly string[] }): PartnerOrganizationEvent => ({
      type: 'PartnerOrganizationAllowedRolesSet',
      data: { partnerOrganizationId, ...data },
    });
    expect(entry(set({ roleCodes: ['SALES'] }))?.allowedRoles).toEqual(['SALES']);
    expect(entry(set({ roleCodes: ['SALES'] }), set({}))).not.toHaveProperty('allowedRoles');
  });

  test('keeps domains, parent, channel manager and head', () => {
    const set = entry(
      {
        type: 'PartnerOrganizationEmailDomainsSet',
        data: { partnerOrganizationId, domains: ['acme.example'] },
      },
      { type: 'PartnerOrganizationParentSet', data: { partnerOrganizationId, parentId: globex } },
      { type: 'ChannelManagerAssigned', data: { partnerOrganizationId, managerId: 'employee-1' } },
      { type: 'HierarchyHeadAppointed', data: { partnerOrganizationId, contactId: ana } },
    );
    const kept = {
      emailDomains: ['acme.example'],
      parentId: globex,
      channelManagerId: 'employee-1',
      headId: ana,
    };
    expect(set).toMatchObject(kept);
  });

  test('has no parent once that was taken away', () => {
    const under = {
      type: 'PartnerOrganizationParentSet',
      data: { partnerOrganizationId, parentId: globex },
    } as const;
    const alone = { type: 'PartnerOrganizationParentSet', data: { partnerOrganizationId } } as const;
    expect(entry(under, alone)).not.toHaveProperty('parentId');
  });

  test('does not exist before the registration', () => {
    expect(onlyRow(partnerDirectory, acmeActivated)).toBeUndefined();
  });
});

describe('the partner organizations', () => {
  const globexRegistered: LiaisonEvent = {
    type: 'PartnerOrganizationRegistered',
    data: { partnerOrganizationId: globex, name: 'globex' },
  };
  const globexUnderAcme: LiaisonEvent = {
    type: 'PartnerOrganizationParentSet',
    data: { partnerOrganizationId: globex, parentId: acme },
  };
  const acmeManaged: LiaisonEvent = {
    type: 'ChannelManagerAssigned',
    data: { partnerOrganizationId: acme, managerId: 'employee-1' },
  };
  let side: ReadSide;
  beforeAll(async () => {
    side = await openReadSide();
    await side.tell(globexRegistered, globexUnderAcme, acmeRegistered, acmeActivated, acmeManaged);
  });
  afterAll(() => side.close());

  test.each([
    ['nothing', {}, [acme, globex]],
    ['status', { status: 'ACTIVE' }, [acme]],
    ['the beginning of the name', { namePrefix: 'GLO' }, [globex]],
    ['channel manager', { channelManagerId: 'employee-1' }, [acme]],
    ['parent', { parentId: acme }, [globex]],
    ['two things that exclude each other', { status: 'ACTIVE', parentId: acme }, []],
  ] as const)('are restricted by %s', async (_what, filter, ids) => {
    const at = await side.models.current();
    const read = (page: PageRequest) => partnerOrganizations(side.models, { ...filter, page }, at);
    const page = await read({ first: 10 });
    const last = page.rows.at(-1)?.cursor;
    // A page that is not the whole list has it from a counter, or counts.
    if (last !== undefined)
      expect(await (await read({ first: 10, after: last })).totalCount).toBe(ids.length);
    expect({ ids: page.rows.map(({ row }) => row.id), totalCount: await page.totalCount }).toEqual({
      ids,
      totalCount: ids.length,
    });
  });

  test('are looked up by id, as they were then', async () => {
    expect((await partnerOrganization(side.models, globex, { position: 1 }))?.parentId).toBeUndefined();
    expect((await partnerOrganization(side.models, globex, { position: 2 }))?.parentId).toBe(acme);
  });
});
