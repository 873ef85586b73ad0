import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { TITLE } from '../inputs/bounds';
import type { ChannelInput } from '../inputs/channel-input';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { NestedField, TextField } from '../inputs/fields';
import { channelsFrom, nameFrom } from '../inputs/person';
import { ChannelsField } from '../inputs/person-fields';
import { PersonNameInput } from '../inputs/person-name-input';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';
import { defined } from '../present';

/** Input of `correctContactDetails`. */
@InputType({ description: 'What `correctContactDetails` needs to know. What is left out stays as it is.' })
export class CorrectContactDetailsInput extends ContactCommandInput {
  @NestedField(() => PersonNameInput, 'The whole name anew; null clears it.', { nullable: true })
  readonly name?: PersonNameInput | null;

  @TextField('What the person does; null clears it.', TITLE, { nullable: true })
  readonly title?: string | null;

  @TextField('Where in the organization; null clears it.', TITLE, { nullable: true })
  readonly department?: string | null;

  @ChannelsField(
    'The whole list anew: channels named by their id are kept or changed, those not in it are removed.',
  )
  readonly channels?: readonly ChannelInput[] | null;
}

/** The mutation `correctContactDetails`. */
@Resolver()
export class CorrectContactDetailsMutation {
  @Mutation(() => ContactOutcome, {
    description: 'Corrects name, title, department and channels of a contact.',
  })
  correctContactDetails(
    @Arg('input', () => CorrectContactDetailsInput, { description: 'What is to be done.' })
    input: CorrectContactDetailsInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    return contactOutcome(context, 'correctContactDetails', commandFrom(context, input), input);
  }
}

const commandFrom = (context: Context, input: CorrectContactDetailsInput) => {
  const { contactId, name, title, department, channels } = input;
  return defined({
    contactId,
    name: nameFrom(name),
    title,
    department,
    channels: channelsFrom(context, input, channels),
  });
};
