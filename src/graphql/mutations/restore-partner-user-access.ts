import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';

/** Input of `restorePartnerUserAccess`. */
@InputType({ description: 'What `restorePartnerUserAccess` needs to know.' })
export class RestorePartnerUserAccessInput extends ContactCommandInput {}

/** The mutation `restorePartnerUserAccess`. */
@Resolver()
export class RestorePartnerUserAccessMutation {
  @Mutation(() => ContactOutcome, {
    description: 'Makes a suspended access active again, exactly as it was.',
  })
  restorePartnerUserAccess(
    @Arg('input', () => RestorePartnerUserAccessInput, { description: 'What is to be done.' })
    input: RestorePartnerUserAccessInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId } = input;
    return contactOutcome(context, 'restorePartnerUserAccess', { contactId }, input);
  }
}
