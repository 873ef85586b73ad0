import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';

/** Input of `suspendPartnerUserAccess`. */
@InputType({ description: 'What `suspendPartnerUserAccess` needs to know.' })
export class SuspendPartnerUserAccessInput extends ContactCommandInput {}

/** The mutation `suspendPartnerUserAccess`. */
@Resolver()
export class SuspendPartnerUserAccessMutation {
  @Mutation(() => ContactOutcome, { description: 'Blocks a user for the time being.' })
  suspendPartnerUserAccess(
    @Arg('input', () => SuspendPartnerUserAccessInput, { description: 'What is to be done.' })
    input: SuspendPartnerUserAccessInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId } = input;
    return contactOutcome(context, 'suspendPartnerUserAccess', { contactId }, input);
  }
}
