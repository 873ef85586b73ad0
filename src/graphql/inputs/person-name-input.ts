import { InputType } from 'type-graphql';
import { NAME_PART } from './bounds';
import { TextField } from './fields';

/** The parts of a person's name. */
@InputType({
  description: 'The parts of a person’s name. At least one of given and family name makes it useful.',
})
export class PersonNameInput {
  @TextField('Salutation or academic title that stands before the name.', NAME_PART, { nullable: true })
  readonly prefix?: string | null;

  @TextField('Given name or names.', NAME_PART, { nullable: true })
  readonly given?: string | null;

  @TextField('Family name.', NAME_PART, { nullable: true })
  readonly family?: string | null;

  @TextField('What stands after the name, such as Jr.', NAME_PART, { nullable: true })
  readonly suffix?: string | null;
}
