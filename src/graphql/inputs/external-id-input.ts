import { InputType } from 'type-graphql';
import { EXTERNAL_ID, SYSTEM } from './bounds';
import { TextField } from './fields';

/** The id of a contact in another system. */
@InputType({ description: 'The id of a contact in another system. No two contacts share one.' })
export class ExternalIdInput {
  @TextField('Name of the other system, such as `salesforce`. Kept in the clear for ever.', SYSTEM)
  declare readonly system: string;

  @TextField(
    'Id in the other system. Kept in the clear for ever, so it must not hold personal data (no e-mail address).',
    EXTERNAL_ID,
  )
  declare readonly id: string;
}
