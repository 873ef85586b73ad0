import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ROLE_CODE } from '../inputs/bounds';
import { CommandInput } from '../inputs/command-input';
import { TextField } from '../inputs/fields';
import { RoleOutcome, roleOutcome } from '../outcomes/role-outcome';

/** Input of `retireRole`. */
@InputType({ description: 'What `retireRole` needs to know.' })
export class RetireRoleInput extends CommandInput {
  @TextField('Code of the role.', ROLE_CODE)
  declare readonly code: string;
}

/** The mutation `retireRole`. */
@Resolver()
export class RetireRoleMutation {
  @Mutation(() => RoleOutcome, {
    description: 'Takes a role that nobody holds out of use: it can no longer be assigned.',
  })
  retireRole(
    @Arg('input', () => RetireRoleInput, { description: 'What is to be done.' }) input: RetireRoleInput,
    @Ctx() context: Context,
  ): Promise<RoleOutcome> {
    return roleOutcome(context, 'retireRole', { code: input.code }, input);
  }
}
