import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Info, Query, Resolver } from 'type-graphql';
import { andThen, type Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { IdField } from '../inputs/fields';
import { ReadArgs } from '../inputs/read-args';
import { viewOf } from '../read/view';
import { Contact } from '../types/contact';

/** Arguments of `contact`. */
@ArgsType()
export class ContactArgs extends ReadArgs {
  @IdField('The contact.')
  declare readonly id: string;
}

/** The query `contact`. */
@Resolver()
export class ContactQuery {
  @Query(() => Contact, {
    nullable: true,
    description: 'One contact; null where there is none, or it is not visible.',
  })
  contact(
    @Args(() => ContactArgs) args: ContactArgs,
    @Ctx() context: Context,
    @Info() { path }: GraphQLResolveInfo,
  ): Soon<Contact | undefined> {
    return andThen(viewOf(context, args), (view) => context.loaders.contact(view, args.id, path));
  }
}
