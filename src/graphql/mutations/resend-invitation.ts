import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { DateTimeField } from '../inputs/fields';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';

/** Input of `resendInvitation`. */
@InputType({ description: 'What `resendInvitation` needs to know.' })
export class ResendInvitationInput extends ContactCommandInput {
  @DateTimeField('The new end of the invitation.')
  declare readonly expiresAt: string;
}

/** The mutation `resendInvitation`. */
@Resolver()
export class ResendInvitationMutation {
  @Mutation(() => ContactOutcome, {
    description: 'Gives an invitation a new end; the answer holds the same secret to deliver again.',
  })
  resendInvitation(
    @Arg('input', () => ResendInvitationInput, { description: 'What is to be done.' })
    input: ResendInvitationInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId, expiresAt } = input;
    return contactOutcome(context, 'resendInvitation', { contactId, expiresAt }, input);
  }
}
