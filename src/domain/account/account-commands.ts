import type { AccountEvent } from '../../../events';
import type { Decider } from '../decider';
import type { Account } from './account';
import { type RegisterAccount, registerAccount } from './register-account';

/** The commands to an account, by name. */
export interface AccountCommands {
  readonly registerAccount: RegisterAccount;
}

/** Who decides each of them. */
export const accountCommands: {
  readonly [Name in keyof AccountCommands]: Decider<AccountCommands[Name], Account, AccountEvent>;
} = { registerAccount };
