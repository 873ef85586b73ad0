import { Ctx, createUnionType, Field, ObjectType } from 'type-graphql';
import type { Soon } from '../../../projections/soon';
import type { CommandName, CommandOf } from '../../domain/commands';
import type { Context } from '../context';
import type { CommandInput } from '../inputs/command-input';
import { Account } from '../types/account';
import { Change } from './change';
import { Refused } from './refused';
import { sendCommand } from './send-command';

/** A command to an account was done. */
@ObjectType({ implements: Change, simpleResolvers: true, description: 'A command to an account was done.' })
export class AccountChanged extends Change {
  @Field(() => Account, {
    nullable: true,
    description: 'The account after the command; null where a dry run would make it.',
  })
  account(@Ctx() { loaders }: Context): Soon<Account | undefined> {
    return loaders.account(this.view, this.outcome.subjectId);
  }
}

/** What a command to an account answers. */
export const AccountOutcome = createUnionType({
  name: 'AccountOutcome',
  description: 'What a command to an account answers.',
  types: () => [AccountChanged, Refused] as const,
});
export type AccountOutcome = AccountChanged | Refused;

/** Sends a command to an account and answers what became of it. */
export const accountOutcome = <Name extends CommandName>(
  context: Context,
  name: Name,
  command: CommandOf<Name>,
  input: CommandInput,
): Promise<AccountOutcome> =>
  sendCommand(
    context,
    name,
    command,
    input,
    (outcome, view) => new AccountChanged(outcome, view, context.liaison.log.storeId),
  );
