import type { DomainEvent } from './event';

export type AccountRegistered = DomainEvent<
  'AccountRegistered',
  { readonly accountId: string; readonly name: string; readonly externalId?: string }
>;

/** Everything that can happen to an account, in its stream `account-<id>`. */
export type AccountEvent = AccountRegistered;
