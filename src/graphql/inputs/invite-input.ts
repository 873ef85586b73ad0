import { InputType } from 'type-graphql';
import { DateTimeField } from './fields';

/** An invitation to be issued together with access. */
@InputType({ description: 'An invitation to be issued together with the access.' })
export class InviteInput {
  @DateTimeField('Until when the invitation can be accepted.')
  declare readonly expiresAt: string;
}
