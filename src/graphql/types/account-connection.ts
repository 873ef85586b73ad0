import { Account } from './account';
import { connectionOf } from './connection-of';

/** A page of accounts. */
export const AccountConnection = connectionOf<Account>('Account', 'accounts', () => Account);
