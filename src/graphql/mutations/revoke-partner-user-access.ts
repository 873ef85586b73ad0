import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';

/** Input of `revokePartnerUserAccess`. */
@InputType({ description: 'What `revokePartnerUserAccess` needs to know.' })
export class RevokePartnerUserAccessInput extends ContactCommandInput {}

/** The mutation `revokePartnerUserAccess`. */
@Resolver()
export class RevokePartnerUserAccessMutation {
  @Mutation(() => ContactOutcome, {
    description: 'Ends the access of a user; it may be granted anew at any time.',
  })
  revokePartnerUserAccess(
    @Arg('input', () => RevokePartnerUserAccessInput, { description: 'What is to be done.' })
    input: RevokePartnerUserAccessInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId } = input;
    return contactOutcome(context, 'revokePartnerUserAccess', { contactId }, input);
  }
}
