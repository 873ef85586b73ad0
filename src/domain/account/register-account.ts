import type { AccountRegistered } from '../../../events';
import { type Decision, refuse } from '../decision';
import { same } from '../same';
import { stated } from '../stated';
import type { Account } from './account';

export interface RegisterAccount {
  readonly accountId: string;
  readonly name: string;
  /** Its id in the system it comes from. */
  readonly externalId?: string;
}

/** An account is registered once; the same id with other content is another account and refused. */
export const registerAccount =
  ({ accountId, name, externalId }: RegisterAccount) =>
  (account: Account): Decision<AccountRegistered> => {
    const content = stated({ name, externalId });
    if (account.registered)
      return same(account, { registered: true, ...content }) ? [] : refuse('VERSION_CONFLICT');
    return [{ type: 'AccountRegistered', data: { accountId, ...content } }];
  };
