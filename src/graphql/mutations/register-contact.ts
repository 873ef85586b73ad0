import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { TITLE } from '../inputs/bounds';
import type { ChannelInput } from '../inputs/channel-input';
import { CommandInput } from '../inputs/command-input';
import { ExternalIdInput } from '../inputs/external-id-input';
import { NestedField, TextField } from '../inputs/fields';
import { channelsFrom, nameFrom } from '../inputs/person';
import { ChannelsField } from '../inputs/person-fields';
import { PersonNameInput } from '../inputs/person-name-input';
import { madeId } from '../made-id';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';
import { withDuplicateWarning } from '../outcomes/possible-duplicates';
import { present } from '../present';

/** Input of `registerContact`. */
@InputType({ description: 'What `registerContact` needs to know.' })
export class RegisterContactInput extends CommandInput {
  @NestedField(() => PersonNameInput, 'Name of the person; needed where no e-mail address is given.', {
    nullable: true,
  })
  readonly name?: PersonNameInput | null;

  @TextField('What the person does.', TITLE, { nullable: true })
  readonly title?: string | null;

  @TextField('Where in the organization.', TITLE, { nullable: true })
  readonly department?: string | null;

  @ChannelsField('The ways to reach the person.')
  readonly channels?: readonly ChannelInput[] | null;

  @NestedField(() => ExternalIdInput, 'Its id in another system.', { nullable: true })
  readonly externalId?: ExternalIdInput | null;
}

/** The mutation `registerContact`. */
@Resolver()
export class RegisterContactMutation {
  @Mutation(() => ContactOutcome, {
    description: 'Registers a person. Warns with POSSIBLE_DUPLICATE where contacts alike are known.',
  })
  async registerContact(
    @Arg('input', () => RegisterContactInput, { description: 'What is to be done.' })
    input: RegisterContactInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const command = commandFrom(context, input);
    return withDuplicateWarning(
      context,
      command,
      await contactOutcome(context, 'registerContact', command, input),
    );
  }
}

const commandFrom = (context: Context, input: RegisterContactInput) => {
  const { name, title, department, channels, externalId } = input;
  return present({
    contactId: madeId(context, input, 'contact'),
    name: nameFrom(name),
    title,
    department,
    channels: channelsFrom(context, input, channels),
    externalId: externalId && { system: externalId.system, id: externalId.id },
  });
};
