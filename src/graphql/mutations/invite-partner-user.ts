import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { DateTimeField } from '../inputs/fields';
import { madeId } from '../made-id';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';

/** Input of `invitePartnerUser`. */
@InputType({ description: 'What `invitePartnerUser` needs to know.' })
export class InvitePartnerUserInput extends ContactCommandInput {
  @DateTimeField('Until when the invitation can be accepted.')
  declare readonly expiresAt: string;
}

/** The mutation `invitePartnerUser`. */
@Resolver()
export class InvitePartnerUserMutation {
  @Mutation(() => ContactOutcome, {
    description: 'Invites a user to link its identity; the answer holds the secret to deliver.',
  })
  invitePartnerUser(
    @Arg('input', () => InvitePartnerUserInput, { description: 'What is to be done.' })
    input: InvitePartnerUserInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const invitationId = madeId(context, input, 'invitation');
    const { contactId, expiresAt } = input;
    return contactOutcome(context, 'invitePartnerUser', { contactId, invitationId, expiresAt }, input);
  }
}
