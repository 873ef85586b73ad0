import { InputType } from 'type-graphql';
import { CommandInput } from './command-input';
import { IdField } from './fields';

/** What every command to a contact carries. */
@InputType()
export abstract class ContactCommandInput extends CommandInput {
  @IdField('The contact.')
  declare readonly contactId: string;
}
