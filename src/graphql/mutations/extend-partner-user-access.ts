import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { DateTimeField } from '../inputs/fields';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';
import { present } from '../present';

/** Input of `extendPartnerUserAccess`. */
@InputType({ description: 'What `extendPartnerUserAccess` needs to know.' })
export class ExtendPartnerUserAccessInput extends ContactCommandInput {
  @DateTimeField('The new end of the access; none where left out.', { nullable: true })
  readonly expiresAt?: string | null;
}

/** The mutation `extendPartnerUserAccess`. */
@Resolver()
export class ExtendPartnerUserAccessMutation {
  @Mutation(() => ContactOutcome, { description: 'Gives the access of a user another end, or none.' })
  extendPartnerUserAccess(
    @Arg('input', () => ExtendPartnerUserAccessInput, { description: 'What is to be done.' })
    input: ExtendPartnerUserAccessInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId, expiresAt } = input;
    return contactOutcome(context, 'extendPartnerUserAccess', present({ contactId, expiresAt }), input);
  }
}
