import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { IDENTITY_ID, ISSUER } from '../inputs/bounds';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { TextField } from '../inputs/fields';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';

/** Input of `linkIdentity`. */
@InputType({ description: 'What `linkIdentity` needs to know.' })
export class LinkIdentityInput extends ContactCommandInput {
  @TextField('The identity provider, as its tokens name it.', ISSUER)
  declare readonly issuer: string;

  @TextField('The person at the identity provider, as its tokens name it.', IDENTITY_ID)
  declare readonly subject: string;
}

/** The mutation `linkIdentity`. */
@Resolver()
export class LinkIdentityMutation {
  @Mutation(() => ContactOutcome, {
    description: 'Says with which identity a partner contact signs in. One identity belongs to one contact.',
  })
  linkIdentity(
    @Arg('input', () => LinkIdentityInput, { description: 'What is to be done.' }) input: LinkIdentityInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId, issuer, subject } = input;
    return contactOutcome(context, 'linkIdentity', { contactId, issuer, subject }, input);
  }
}
