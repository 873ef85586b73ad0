import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { AccessLevel, RoleKind } from '../../../events';
import type { Context } from '../context';
import { ORGANIZATION_NAME, ROLE_CODE, SCOPES } from '../inputs/bounds';
import { CommandInput } from '../inputs/command-input';
import { InputField, TextField, TextsField } from '../inputs/fields';
import { RoleOutcome, roleOutcome } from '../outcomes/role-outcome';
import { AccessLevelEnum, RoleKindEnum } from '../types/enums';

/** Input of `defineRole`. */
@InputType({ description: 'What `defineRole` needs to know.' })
export class DefineRoleInput extends CommandInput {
  @TextField('Code of the role; a known code is described anew.', ROLE_CODE)
  declare readonly code: string;

  @TextField('Name of the role, for showing.', ORGANIZATION_NAME)
  declare readonly name: string;

  @InputField(() => RoleKindEnum, 'Whether its holders lead others.')
  declare readonly kind: RoleKind;

  @InputField(() => Boolean, 'Whether a partner administrator may assign it.', { defaultValue: false })
  declare readonly delegable: boolean;

  @InputField(() => AccessLevelEnum, 'The most that a holder may do on a team.')
  declare readonly levelCeiling: AccessLevel;

  @TextsField('What a user with this role may be granted.', SCOPES)
  declare readonly scopes: readonly string[];
}

/** The mutation `defineRole`. */
@Resolver()
export class DefineRoleMutation {
  @Mutation(() => RoleOutcome, {
    description:
      'Puts a role into the catalogue, or describes it anew. A retired role can be assigned again then.',
  })
  defineRole(
    @Arg('input', () => DefineRoleInput, { description: 'What is to be done.' }) input: DefineRoleInput,
    @Ctx() context: Context,
  ): Promise<RoleOutcome> {
    const { code, name, kind, delegable, levelCeiling, scopes } = input;
    return roleOutcome(context, 'defineRole', { code, name, kind, delegable, levelCeiling, scopes }, input);
  }
}
