import type { AccountEvent, Recorded } from '../../../events';

/** An account as deciders see it. */
export interface Account {
  readonly registered: boolean;
  readonly name?: string;
  readonly externalId?: string;
}

/** Before its first event. */
export const unregisteredAccount: Account = { registered: false };

/** The account after one more event. */
export const evolveAccount = (account: Account, event: Recorded<AccountEvent>): Account => {
  switch (event.type) {
    case 'AccountRegistered': {
      const { accountId: _, ...content } = event.data;
      return { ...account, ...content, registered: true };
    }
  }
};
