import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { RevocationPolicy } from '../../domain/contact/revoke-partner-role';
import type { Context } from '../context';
import { ROLE_CODE } from '../inputs/bounds';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { InputField, TextField } from '../inputs/fields';
import { RevocationPolicyEnum } from '../inputs/revocation-policy';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';
import { present } from '../present';

/** Input of `revokePartnerRole`. */
@InputType({ description: 'What `revokePartnerRole` needs to know.' })
export class RevokePartnerRoleInput extends ContactCommandInput {
  @TextField('Code of the role.', ROLE_CODE)
  declare readonly roleCode: string;

  @InputField(
    () => RevocationPolicyEnum,
    'What to do about what depends on the role; REJECT where left out.',
    {
      nullable: true,
    },
  )
  readonly policy?: RevocationPolicy | null;
}

/** The mutation `revokePartnerRole`. */
@Resolver()
export class RevokePartnerRoleMutation {
  @Mutation(() => ContactOutcome, { description: 'Takes a resource role from a contact.' })
  revokePartnerRole(
    @Arg('input', () => RevokePartnerRoleInput, { description: 'What is to be done.' })
    input: RevokePartnerRoleInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId, roleCode, policy } = input;
    return contactOutcome(context, 'revokePartnerRole', present({ contactId, roleCode, policy }), input);
  }
}
