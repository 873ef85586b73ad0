import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { LOGIN, SCOPES } from '../inputs/bounds';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { DateTimeField, NestedField, TextField, TextsField } from '../inputs/fields';
import { InviteInput } from '../inputs/invite-input';
import { invitationOf } from '../made-id';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';
import { present } from '../present';

/** Input of `grantPartnerUserAccess`. */
@InputType({ description: 'What `grantPartnerUserAccess` needs to know.' })
export class GrantPartnerUserAccessInput extends ContactCommandInput {
  @TextField('Name to sign in with; the main e-mail address where left out.', LOGIN, { nullable: true })
  readonly login?: string | null;

  @TextsField('What the user may do; its roles and your own scopes are the limit.', SCOPES)
  declare readonly scopes: readonly string[];

  @DateTimeField('When the access ends by itself; never where left out.', { nullable: true })
  readonly expiresAt?: string | null;

  @NestedField(() => InviteInput, 'Invites the user too; the answer then holds the secret to deliver.', {
    nullable: true,
  })
  readonly invite?: InviteInput | null;
}

/** The mutation `grantPartnerUserAccess`. */
@Resolver()
export class GrantPartnerUserAccessMutation {
  @Mutation(() => ContactOutcome, {
    description:
      'Makes a partner resource a partner user. After a revocation or an expiry it may always be ' +
      'granted anew.',
  })
  grantPartnerUserAccess(
    @Arg('input', () => GrantPartnerUserAccessInput, { description: 'What is to be done.' })
    input: GrantPartnerUserAccessInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId, login, scopes, expiresAt, invite } = input;
    const invitation = invitationOf(context, input, invite);
    const command = present({ contactId, login, scopes, expiresAt, invitation });
    return contactOutcome(context, 'grantPartnerUserAccess', command, input);
  }
}
