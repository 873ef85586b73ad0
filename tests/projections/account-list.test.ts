import type { LiaisonEvent } from '../../events';
import { accountList } from '../../projections/account-list/project';
import { accounts } from '../../projections/account-list/queries';
import { contactNumber, initech } from './people';
import { openReadSide } from './read-side';
import { onlyRow } from './recorded';

const account = (accountId: string, name: string): LiaisonEvent => ({
  type: 'AccountRegistered',
  data: { accountId, name, externalId: `crm-${name}` },
});

test('an account shows what its registration tells', () => {
  expect(onlyRow(accountList, account(initech, 'Initech'))).toEqual({
    id: initech,
    name: 'Initech',
    externalId: 'crm-Initech',
    registeredAt: '2026-03-01T09:00:00.000Z',
    version: 0,
  });
});

test('accounts are listed by name and found by id', async () => {
  const side = await openReadSide();
  await side.tell(
    account(contactNumber(1), 'zeta'),
    account(initech, 'Initech'),
    account(contactNumber(2), 'Alpha'),
  );
  const at = await side.models.current();
  const first = await accounts(side.models, { first: 2 }, at);
  expect(first.rows.map(({ row }) => row.name)).toEqual(['Alpha', 'Initech']);
  expect([first.hasNextPage, await first.totalCount]).toEqual([true, 3]);
  const second = await accounts(side.models, { first: 2, after: first.rows[1]?.cursor as string }, at);
  expect(second.rows.map(({ row }) => row.name)).toEqual(['zeta']);
  expect(second.hasNextPage).toBe(false);
  expect((await side.models.get(accountList, initech, at))?.row.name).toBe('Initech');
  expect(await side.models.get(accountList, 'none', at)).toBeUndefined();
  await side.close();
});
