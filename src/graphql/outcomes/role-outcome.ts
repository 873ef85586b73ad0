import { Ctx, createUnionType, Field, ObjectType } from 'type-graphql';
import type { Soon } from '../../../projections/soon';
import type { CommandName, CommandOf } from '../../domain/commands';
import type { Context } from '../context';
import type { CommandInput } from '../inputs/command-input';
import { ResourceRole } from '../types/resource-role';
import { Change } from './change';
import { Refused } from './refused';
import { sendCommand } from './send-command';

/** A command to a role was done. */
@ObjectType({ implements: Change, simpleResolvers: true, description: 'A command to a role was done.' })
export class RoleChanged extends Change {
  @Field(() => ResourceRole, {
    nullable: true,
    description: 'The role after the command; null where a dry run would make it.',
  })
  role(@Ctx() { loaders }: Context): Soon<ResourceRole | undefined> {
    return loaders.role(this.view, this.outcome.subjectId);
  }
}

/** What a command to a role answers. */
export const RoleOutcome = createUnionType({
  name: 'RoleOutcome',
  description: 'What a command to a role answers.',
  types: () => [RoleChanged, Refused] as const,
});
export type RoleOutcome = RoleChanged | Refused;

/** Sends a command to a role and answers what became of it. */
export const roleOutcome = <Name extends CommandName>(
  context: Context,
  name: Name,
  command: CommandOf<Name>,
  input: CommandInput,
): Promise<RoleOutcome> =>
  sendCommand(
    context,
    name,
    command,
    input,
    (outcome, view) => new RoleChanged(outcome, view, context.liaison.log.storeId),
  );
