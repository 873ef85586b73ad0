import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { IdField } from '../inputs/fields';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';
import { present } from '../present';

/** Input of `changeResourceManager`. */
@InputType({ description: 'What `changeResourceManager` needs to know.' })
export class ChangeResourceManagerInput extends ContactCommandInput {
  @IdField('The resource of the same organization it is to report to; to nobody where left out.', {
    nullable: true,
  })
  readonly managerId?: string | null;
}

/** The mutation `changeResourceManager`. */
@Resolver()
export class ChangeResourceManagerMutation {
  @Mutation(() => ContactOutcome, { description: 'Says to whom a resource reports.' })
  changeResourceManager(
    @Arg('input', () => ChangeResourceManagerInput, { description: 'What is to be done.' })
    input: ChangeResourceManagerInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId, managerId } = input;
    return contactOutcome(context, 'changeResourceManager', present({ contactId, managerId }), input);
  }
}
