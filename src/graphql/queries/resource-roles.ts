import { Args, ArgsType, Ctx, Query, Resolver } from 'type-graphql';
import { roles } from '../../../projections/role-catalogue/queries';
import type { Context } from '../context';
import { InputField } from '../inputs/fields';
import { ReadArgs } from '../inputs/read-args';
import { viewOf } from '../read/view';
import { ResourceRole } from '../types/resource-role';
import { RoleList } from '../types/role-list';

/** Arguments of `resourceRoles`. */
@ArgsType()
export class ResourceRolesArgs extends ReadArgs {
  @InputField(() => Boolean, 'Also roles that can no longer be assigned.', { defaultValue: false })
  declare readonly includeRetired: boolean;
}

/** The query `resourceRoles`. */
@Resolver()
export class ResourceRolesQuery {
  @Query(() => RoleList, { description: 'The roles that make a partner contact a resource.' })
  async resourceRoles(
    @Args(() => ResourceRolesArgs) args: ResourceRolesArgs,
    @Ctx() context: Context,
  ): Promise<RoleList> {
    const view = await viewOf(context, args);
    const rows = await roles(context.liaison.models, args.includeRetired, view.snapshot);
    return new RoleList(
      rows.map((row) => new ResourceRole(row)),
      view,
    );
  }
}
