import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { EXTERNAL_ID, ORGANIZATION_NAME } from '../inputs/bounds';
import { CommandInput } from '../inputs/command-input';
import { TextField } from '../inputs/fields';
import { madeId } from '../made-id';
import { AccountOutcome, accountOutcome } from '../outcomes/account-outcome';
import { present } from '../present';

/** Input of `registerAccount`. */
@InputType({ description: 'What `registerAccount` needs to know.' })
export class RegisterAccountInput extends CommandInput {
  @TextField('Name of the account.', ORGANIZATION_NAME)
  declare readonly name: string;

  @TextField(
    'Its id in the system it comes from. Kept in the clear for ever, so it must not hold personal data.',
    EXTERNAL_ID,
    { nullable: true },
  )
  readonly externalId?: string | null;
}

/** The mutation `registerAccount`. */
@Resolver()
export class RegisterAccountMutation {
  @Mutation(() => AccountOutcome, { description: 'Registers a company we sell to.' })
  registerAccount(
    @Arg('input', () => RegisterAccountInput, { description: 'What is to be done.' })
    input: RegisterAccountInput,
    @Ctx() context: Context,
  ): Promise<AccountOutcome> {
    const accountId = madeId(context, input, 'account');
    const { name, externalId } = input;
    return accountOutcome(context, 'registerAccount', present({ accountId, name, externalId }), input);
  }
}
