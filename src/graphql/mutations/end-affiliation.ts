import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { IdField } from '../inputs/fields';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';

/** Input of `endAffiliation`. */
@InputType({ description: 'What `endAffiliation` needs to know.' })
export class EndAffiliationInput extends ContactCommandInput {
  @IdField('The partner organization or account it leaves.')
  declare readonly organizationId: string;
}

/** The mutation `endAffiliation`. */
@Resolver()
export class EndAffiliationMutation {
  @Mutation(() => ContactOutcome, {
    description:
      'Ends the belonging to an organization. Leaving a partner also ends roles, access and ' +
      'invitations there.',
  })
  endAffiliation(
    @Arg('input', () => EndAffiliationInput, { description: 'What is to be done.' })
    input: EndAffiliationInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId, organizationId } = input;
    return contactOutcome(context, 'endAffiliation', { contactId, organizationId }, input);
  }
}
