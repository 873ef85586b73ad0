import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Info, Query, Resolver } from 'type-graphql';
import { andThen, type Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { IdField } from '../inputs/fields';
import { ReadArgs } from '../inputs/read-args';
import { viewOf } from '../read/view';
import { PartnerOrganization } from '../types/partner-organization';

/** Arguments of `partnerOrganization`. */
@ArgsType()
export class PartnerOrganizationArgs extends ReadArgs {
  @IdField('The partner organization.')
  declare readonly id: string;
}

/** The query `partnerOrganization`. */
@Resolver()
export class PartnerOrganizationQuery {
  @Query(() => PartnerOrganization, {
    nullable: true,
    description: 'One partner organization; null where there is none, or it is not visible.',
  })
  partnerOrganization(
    @Args(() => PartnerOrganizationArgs) args: PartnerOrganizationArgs,
    @Ctx() context: Context,
    @Info() { path }: GraphQLResolveInfo,
  ): Soon<PartnerOrganization | undefined> {
    return andThen(viewOf(context, args), (view) => context.loaders.partnerOrganization(view, args.id, path));
  }
}
