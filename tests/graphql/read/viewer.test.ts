import type { LiaisonEvent } from '../../../events';
import type { Actor } from '../../../src/domain/actor';
import { viewerOf } from '../../../src/graphql/read/viewer';
import { ana, corrected, registered } from '../../projections/people';
import { openReadSide, type ReadSide } from '../../projections/read-side';

/** More than one list of organizations has. */
const PARTNERS = 1_001;
const manager: Actor = { kind: 'CHANNEL_MANAGER', id: 'manager-1' };

const idOf = (number: number): string => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const assigned = (number: number, managerId: string): LiaisonEvent => ({
  type: 'ChannelManagerAssigned',
  data: { partnerOrganizationId: idOf(number), managerId },
});
const registeredFor = (number: number): readonly LiaisonEvent[] => [
  {
    type: 'PartnerOrganizationRegistered',
    data: { partnerOrganizationId: idOf(number), name: `Partner ${number}`, country: 'PT' },
  },
  assigned(number, manager.id),
];

let side: ReadSide;
beforeAll(async () => {
  side = await openReadSide();
  await side.tell(registered(ana, { given: 'Ana' }));
  await side.tell(...Array.from({ length: PARTNERS }, (_, number) => registeredFor(number)).flat());
});
afterAll(() => side.close());

const managed = async (): Promise<ReadonlySet<string>> => (await viewerOf(manager, side.models)).manages;

/** A list is remembered when it is asked for again. */
const managedAgain = async (): Promise<ReadonlySet<string>> => {
  await managed();
  await side.tell(corrected(ana, { given: 'Ana' }));
  return managed();
};

test('whoever looks after more organizations than a list has sees all of them', async () => {
  const manages = await managed();
  expect([manages.size, manages.has(idOf(0)), manages.has(idOf(PARTNERS - 1))]).toEqual([
    PARTNERS,
    true,
    true,
  ]);
});

test('what a manager looks after is gathered once until an organization changes', async () => {
  const before = await managedAgain();
  await side.tell(corrected(ana, { given: 'Anna' }));
  expect(await managed()).toBe(before);
});

test.each([0, PARTNERS - 1])('organization %i is no business of a manager who lost it', async (number) => {
  await managedAgain();
  await side.tell(assigned(number, 'manager-2'));
  expect((await managed()).has(idOf(number))).toBe(false);
  await side.tell(assigned(number, manager.id));
  expect((await managed()).has(idOf(number))).toBe(true);
});
