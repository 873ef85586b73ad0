import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Info, Query, Resolver } from 'type-graphql';
import { andThen, type Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { IdField } from '../inputs/fields';
import { ReadArgs } from '../inputs/read-args';
import { viewOf } from '../read/view';
import { Account } from '../types/account';

/** Arguments of `account`. */
@ArgsType()
export class AccountArgs extends ReadArgs {
  @IdField('The account.')
  declare readonly id: string;
}

/** The query `account`. */
@Resolver()
export class AccountQuery {
  @Query(() => Account, {
    nullable: true,
    description: 'One account; null where there is none, or it is not visible.',
  })
  account(
    @Args(() => AccountArgs) args: AccountArgs,
    @Ctx() context: Context,
    @Info() { path }: GraphQLResolveInfo,
  ): Soon<Account | undefined> {
    return andThen(viewOf(context, args), (view) => context.loaders.account(view, args.id, path));
  }
}
