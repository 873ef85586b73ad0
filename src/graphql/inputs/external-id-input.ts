import { InputType } from 'type-graphql';
import { EXTERNAL_ID, SYSTEM } from './bounds';
import { TextField } from './fields';

/** The id of a contact in another system. */
@InputType({ description: 'The id of a contact in another system. No two contacts share one.' })
export class ExternalIdInput {
  @TextField('Name of the other system, such as `salesforce`.', SYSTEM)
  declare readonly system: string;

  @TextField('Id in the other system.', EXTERNAL_ID)
  declare readonly id: string;
}
