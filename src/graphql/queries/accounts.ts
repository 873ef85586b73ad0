import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { accounts } from '../../../projections/account-list/queries';
import type { Context } from '../context';
import { ReadPageArgs } from '../inputs/read-args';
import { pageOf } from '../read/page-of';
import { viewOf } from '../read/view';
import type { Account } from '../types/account';
import { AccountConnection } from '../types/account-connection';
import { type ConnectionOf, connectionFrom } from '../types/connection-of';

/** The query `accounts`. */
@Resolver()
export class AccountsQuery {
  @Query(() => AccountConnection, { description: 'Accounts by name.' })
  async accounts(
    @Args(() => ReadPageArgs) args: ReadPageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionOf<Account>> {
    const view = await viewOf(context, args);
    const page = await accounts(context.liaison.models, pageOf(args), view.snapshot);
    return connectionFrom(AccountConnection, page, args, view, (row) =>
      context.loaders.visibleAccount(view, row),
    );
  }
}
