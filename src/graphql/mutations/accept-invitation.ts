import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { IDENTITY_ID, ISSUER, SECRET } from '../inputs/bounds';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { IdField, TextField } from '../inputs/fields';
import { isInvitationSecret } from '../invitation-secret';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';
import { Refused } from '../outcomes/refused';

/** Input of `acceptInvitation`. */
@InputType({ description: 'What `acceptInvitation` needs to know.' })
export class AcceptInvitationInput extends ContactCommandInput {
  @IdField('The invitation.')
  declare readonly invitationId: string;

  @TextField('The secret that was delivered with the invitation.', SECRET)
  declare readonly secret: string;

  @TextField('The identity provider that the person has signed in at, as its tokens name it.', ISSUER)
  declare readonly issuer: string;

  @TextField('The person at the identity provider, as its tokens name it.', IDENTITY_ID)
  declare readonly subject: string;
}

/** The mutation `acceptInvitation`. */
@Resolver()
export class AcceptInvitationMutation {
  @Mutation(() => ContactOutcome, {
    description:
      'Accepts an invitation: the identity belongs to the contact from now on. Sent by the program ' +
      'where the person has signed in.',
  })
  async acceptInvitation(
    @Arg('input', () => AcceptInvitationInput, { description: 'What is to be done.' })
    input: AcceptInvitationInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId, invitationId, secret, issuer, subject } = input;
    if (!isInvitationSecret(context.liaison, invitationId, secret))
      return new Refused({ refused: 'NO_PENDING_INVITATION' });
    return contactOutcome(context, 'acceptInvitation', { contactId, invitationId, issuer, subject }, input);
  }
}
