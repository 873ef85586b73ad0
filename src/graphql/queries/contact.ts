import { Args, ArgsType, Ctx, Query, Resolver } from 'type-graphql';
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
  async contact(
    @Args(() => ContactArgs) args: ContactArgs,
    @Ctx() context: Context,
  ): Promise<Contact | undefined> {
    return context.loaders.contact(await viewOf(context, args), args.id);
  }
}
