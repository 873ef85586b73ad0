import type { Contact } from '../../../src/domain/contact/contact';
import { ben, type World } from '../circumstances';
import { ANA, BEN, CLEO } from '../people';
import { given } from '../scenario';
import { active, anaHeadsAfterBen, benHeads, northwind } from './facts';

const appointBen = { ...northwind, contactId: BEN };
const benWith = (roles: Partial<Contact['standing']['roles'][number]>[]): World => ({
  contacts: {
    [BEN]: {
      ...ben,
      standing: {
        ...ben.standing,
        roles: roles.flatMap((more) => ben.standing.roles.map((r) => ({ ...r, ...more }))),
      },
    },
  },
});

describe('appointHierarchyHead', () => {
  test('puts a sales manager at the head', () =>
    given(...active)
      .when('appointHierarchyHead', appointBen)
      .then(benHeads));

  test('names the head of before', () =>
    given(...active, benHeads)
      .when('appointHierarchyHead', { ...northwind, contactId: ANA }, { contacts: { [ANA]: ben } })
      .then(anaHeadsAfterBen));

  test('records nothing where that one is the head', () =>
    given(...active, benHeads)
      .when('appointHierarchyHead', appointBen)
      .thenNothing());

  test("refuses somebody without a manager's role", () =>
    given(...active)
      .when('appointHierarchyHead', appointBen, benWith([{ roleCode: 'SALES' }]))
      .thenRefused('HEAD_REQUIRES_MANAGER_ROLE'));

  test('refuses somebody without a role, or whose role is over or still to come', () => {
    given(...active)
      .when('appointHierarchyHead', appointBen, benWith([]))
      .thenRefused('NOT_A_RESOURCE');
    given(...active)
      .when('appointHierarchyHead', appointBen, benWith([{ to: '2026-03-09' }]))
      .thenRefused('NOT_A_RESOURCE');
    given(...active)
      .when('appointHierarchyHead', appointBen, benWith([{ from: '2026-03-11' }]))
      .thenRefused('NOT_A_RESOURCE');
  });

  test('refuses somebody of another partner, and nobody', () => {
    given(...active)
      .when('appointHierarchyHead', { ...northwind, contactId: CLEO })
      .thenRefused('MANAGER_NOT_IN_ORG');
    given(...active)
      .when('appointHierarchyHead', { ...northwind, contactId: ANA })
      .thenRefused('MANAGER_NOT_IN_ORG');
  });

  test('refuses an unknown organization', () =>
    given().when('appointHierarchyHead', appointBen).thenRefused('NOT_FOUND'));
});
