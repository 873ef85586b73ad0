import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ROLE_CODE } from '../inputs/bounds';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { DateField, IdField, TextField } from '../inputs/fields';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';
import { present } from '../present';

/** Input of `assignPartnerRole`. */
@InputType({ description: 'What `assignPartnerRole` needs to know.' })
export class AssignPartnerRoleInput extends ContactCommandInput {
  @TextField('Code of the role.', ROLE_CODE)
  declare readonly roleCode: string;

  @IdField('The resource of the same organization it is to report to; unchanged where left out.', {
    nullable: true,
  })
  readonly managerId?: string | null;

  @DateField('First day; the day of `effectiveOn` where left out. A coming day is allowed.', {
    nullable: true,
  })
  readonly from?: string | null;

  @DateField('Last day; until revoked where left out.', { nullable: true })
  readonly to?: string | null;
}

/** The mutation `assignPartnerRole`. */
@Resolver()
export class AssignPartnerRoleMutation {
  @Mutation(() => ContactOutcome, {
    description: 'Gives a partner contact a resource role: the first one makes it a partner resource.',
  })
  assignPartnerRole(
    @Arg('input', () => AssignPartnerRoleInput, { description: 'What is to be done.' })
    input: AssignPartnerRoleInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId, roleCode, managerId, from, to } = input;
    const command = present({ contactId, roleCode, managerId, from, to });
    return contactOutcome(context, 'assignPartnerRole', command, input);
  }
}
