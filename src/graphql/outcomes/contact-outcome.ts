import { Ctx, createUnionType, Field, ObjectType } from 'type-graphql';
import type { Soon } from '../../../projections/soon';
import type { CommandName, CommandOf } from '../../domain/commands';
import type { Context } from '../context';
import type { CommandInput } from '../inputs/command-input';
import { Contact } from '../types/contact';
import { Change } from './change';
import { IssuedInvitation } from './issued-invitation';
import { Refused } from './refused';
import { sendCommand } from './send-command';

/** A command to a contact was done. */
@ObjectType({ implements: Change, simpleResolvers: true, description: 'A command to a contact was done.' })
export class ContactChanged extends Change {
  @Field(() => Contact, {
    nullable: true,
    description:
      'The contact after the command; null where it is not visible to the actor, or would only be made.',
  })
  contact(@Ctx() { loaders }: Context): Soon<Contact | undefined> {
    return loaders.contact(this.view, this.outcome.subjectId);
  }

  @Field(() => IssuedInvitation, {
    nullable: true,
    description:
      'The invitation that the command issued or sent again, with its secret; null where there was none.',
  })
  async invitation(@Ctx() { liaison, loaders }: Context): Promise<IssuedInvitation | null> {
    if (this.outcome.outcome !== 'done') return null;
    // Sent again, a command answers what it did: but its secret only while the contact is still its business.
    if ((await loaders.contact(this.view, this.outcome.subjectId)) === undefined) return null;
    for (const { type, data } of this.outcome.events) {
      if (type !== 'PartnerUserInvited' && type !== 'PartnerUserInvitationResent') continue;
      return new IssuedInvitation(
        data.invitationId,
        data.expiresAt,
        liaison.invitationSecret(data.invitationId),
      );
    }
    return null;
  }
}

/** What a command to a contact answers. */
export const ContactOutcome = createUnionType({
  name: 'ContactOutcome',
  description: 'What a command to a contact answers.',
  types: () => [ContactChanged, Refused] as const,
});
export type ContactOutcome = ContactChanged | Refused;

/** Sends a command to a contact and answers what became of it. */
export const contactOutcome = <Name extends CommandName>(
  context: Context,
  name: Name,
  command: CommandOf<Name>,
  input: CommandInput,
): Promise<ContactOutcome> =>
  sendCommand(
    context,
    name,
    command,
    input,
    (outcome, view) => new ContactChanged(outcome, view, context.liaison.log.storeId),
  );
