import { accountContactList } from '../../projections/account-contacts/project';
import { accountContacts } from '../../projections/account-contacts/queries';
import { ana, ben, initech, joined, linkedToAccount, registered, unlinkedFromAccount } from './people';
import { openReadSide } from './read-side';
import { onlyRow } from './recorded';

describe('a contact of an account', () => {
  test('is a row from its affiliation to its end', () => {
    expect(onlyRow(accountContactList, linkedToAccount(ana))).toEqual({
      accountId: initech,
      contactId: ana,
      from: '2026-03-01',
    });
    expect(onlyRow(accountContactList, linkedToAccount(ana), unlinkedFromAccount(ana))).toBeUndefined();
  });

  test('is no contact of a partner', () => {
    expect(onlyRow(accountContactList, joined(ana))).toBeUndefined();
  });

  test('is listed with its card, and as it was then', async () => {
    const side = await openReadSide();
    const both = await side.tell(
      registered(ana, { given: 'Ana' }),
      linkedToAccount(ana),
      registered(ben, { given: 'Ben' }),
      linkedToAccount(ben),
    );
    const one = await side.tell(unlinkedFromAccount(ana));
    const listed = async (position: number) => {
      const { rows, totalCount } = await accountContacts(side.models, initech, { first: 10 }, { position });
      return { names: rows.map(({ row }) => row.name?.given), totalCount };
    };
    expect(await listed(one)).toEqual({ names: ['Ben'], totalCount: 1 });
    expect(await listed(both)).toEqual({ names: ['Ana', 'Ben'], totalCount: 2 });
    await side.close();
  });
});
