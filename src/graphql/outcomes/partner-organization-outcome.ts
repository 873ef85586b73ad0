import { Ctx, createUnionType, Field, ObjectType } from 'type-graphql';
import type { Soon } from '../../../projections/soon';
import type { CommandName, CommandOf } from '../../domain/commands';
import type { Context } from '../context';
import type { CommandInput } from '../inputs/command-input';
import { PartnerOrganization } from '../types/partner-organization';
import { Change } from './change';
import { Refused } from './refused';
import { sendCommand } from './send-command';

/** A command to a partner organization was done. */
@ObjectType({
  implements: Change,
  simpleResolvers: true,
  description: 'A command to a partner organization was done.',
})
export class PartnerOrganizationChanged extends Change {
  @Field(() => PartnerOrganization, {
    nullable: true,
    description: 'The organization after the command; null where a dry run would make it.',
  })
  partnerOrganization(@Ctx() { loaders }: Context): Soon<PartnerOrganization | undefined> {
    return loaders.partnerOrganization(this.view, this.outcome.subjectId);
  }
}

/** What a command to a partner organization answers. */
export const PartnerOrganizationOutcome = createUnionType({
  name: 'PartnerOrganizationOutcome',
  description: 'What a command to a partner organization answers.',
  types: () => [PartnerOrganizationChanged, Refused] as const,
});
export type PartnerOrganizationOutcome = PartnerOrganizationChanged | Refused;

/** Sends a command to a partner organization and answers what became of it. */
export const partnerOrganizationOutcome = <Name extends CommandName>(
  context: Context,
  name: Name,
  command: CommandOf<Name>,
  input: CommandInput,
): Promise<PartnerOrganizationOutcome> =>
  sendCommand(
    context,
    name,
    command,
    input,
    (outcome, view) => new PartnerOrganizationChanged(outcome, view, context.liaison.log.storeId),
  );
