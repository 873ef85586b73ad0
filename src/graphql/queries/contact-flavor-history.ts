import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { IdField } from '../inputs/fields';
import { ReadPageArgs } from '../inputs/read-args';
import { flavorHistory } from '../read/flavor-history';
import { viewOf } from '../read/view';
import { positionText } from '../scalars/position';
import { type ConnectionOf, connectionFrom } from '../types/connection-of';
import { FlavorStep } from '../types/flavor-step';
import { FlavorStepConnection } from '../types/flavor-step-connection';

/** Arguments of `contactFlavorHistory`. */
@ArgsType()
export class ContactFlavorHistoryArgs extends ReadPageArgs {
  @IdField('The contact.')
  declare readonly contactId: string;
}

/** The query `contactFlavorHistory`. */
@Resolver()
export class ContactFlavorHistoryQuery {
  @Query(() => FlavorStepConnection, {
    description:
      'Everything that made a contact what it is, step by step from its registration; empty where it ' +
      'is not visible.',
  })
  async contactFlavorHistory(
    @Args(() => ContactFlavorHistoryArgs) args: ContactFlavorHistoryArgs,
    @Ctx() context: Context,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<ConnectionOf<FlavorStep>> {
    const view = await viewOf(context, args);
    const page = await flavorHistory(context, view, args.contactId, args, path);
    const stepOf = (step: (typeof page.rows)[number]['row']) =>
      new FlavorStep(args.contactId, step, positionText(context.liaison.log, step.position));
    return connectionFrom(FlavorStepConnection, page, args, view, stepOf);
  }
}
