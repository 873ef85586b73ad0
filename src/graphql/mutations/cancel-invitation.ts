import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';

/** Input of `cancelInvitation`. */
@InputType({ description: 'What `cancelInvitation` needs to know.' })
export class CancelInvitationInput extends ContactCommandInput {}

/** The mutation `cancelInvitation`. */
@Resolver()
export class CancelInvitationMutation {
  @Mutation(() => ContactOutcome, { description: 'Takes back an invitation that waits to be accepted.' })
  cancelInvitation(
    @Arg('input', () => CancelInvitationInput, { description: 'What is to be done.' })
    input: CancelInvitationInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId } = input;
    return contactOutcome(context, 'cancelInvitation', { contactId }, input);
  }
}
