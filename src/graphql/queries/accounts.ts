import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { accounts } from '../../../projections/account-list/queries';
import type { Context } from '../context';
import { ReadPageArgs } from '../inputs/read-args';
import { visibleAccount } from '../read/loaders';
import { pageOf } from '../read/page-of';
import { seesAccounts } from '../read/sees';
import { viewOf } from '../read/view';
import type { Account } from '../types/account';
import { AccountConnection } from '../types/account-connection';
import { type ConnectionOf, connectionFrom, noPage } from '../types/connection-of';

/** The query `accounts`. */
@Resolver()
export class AccountsQuery {
  @Query(() => AccountConnection, { description: 'Accounts by name.' })
  async accounts(
    @Args(() => ReadPageArgs) args: ReadPageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<Account>> {
    const view = await viewOf(context, args);
    const viewer = await context.loaders.viewer();
    const page = seesAccounts(viewer)
      ? await accounts(context.liaison.models, pageOf(args), view.snapshot)
      : noPage;
    return connectionFrom(AccountConnection, page, args, view, (row) => visibleAccount(viewer, view, row));
  }
}
