import { Field, Int, ObjectType } from 'type-graphql';
import type { Consequence as ConsequenceFacts } from '../../handling/outcome';

/** What follows from a command in other contacts. */
@ObjectType({
  simpleResolvers: true,
  description:
    'What follows from the command for other contacts; recorded right after it, each as its own event.',
})
export class Consequence {
  @Field(() => String, { description: 'Name of the process that records it.' })
  readonly cascade: string;

  @Field(() => Int, { description: 'How many contacts it concerns.' })
  readonly contacts: number;

  constructor({ cascade, contacts }: ConsequenceFacts) {
    this.cascade = cascade;
    this.contacts = contacts;
  }
}
