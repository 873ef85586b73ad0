import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';

/** Input of `unlinkIdentity`. */
@InputType({ description: 'What `unlinkIdentity` needs to know.' })
export class UnlinkIdentityInput extends ContactCommandInput {}

/** The mutation `unlinkIdentity`. */
@Resolver()
export class UnlinkIdentityMutation {
  @Mutation(() => ContactOutcome, {
    description: 'Takes the identity from a contact: it can no longer sign in with it.',
  })
  unlinkIdentity(
    @Arg('input', () => UnlinkIdentityInput, { description: 'What is to be done.' })
    input: UnlinkIdentityInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId } = input;
    return contactOutcome(context, 'unlinkIdentity', { contactId }, input);
  }
}
