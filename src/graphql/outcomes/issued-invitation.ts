import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars/date-time';
import { Uuid } from '../scalars/uuid';

/** An invitation for the one who is to deliver it. */
@ObjectType({
  simpleResolvers: true,
  description: 'An invitation that was just issued: deliver it to the person.',
})
export class IssuedInvitation {
  @Field(() => Uuid, { description: 'Id of the invitation.' })
  readonly id: string;

  @Field(() => DateTime, { description: 'Until when it can be accepted.' })
  readonly expiresAt: string;

  @Field(() => String, {
    description:
      'What the person accepts it with. It is not stored and stands in no query: deliver it now, in private.',
  })
  readonly secret: string;

  constructor(id: string, expiresAt: string, secret: string) {
    this.id = id;
    this.expiresAt = expiresAt;
    this.secret = secret;
  }
}
