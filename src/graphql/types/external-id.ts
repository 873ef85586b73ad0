import { Field, ObjectType } from 'type-graphql';
import type { ExternalId as ExternalIdFacts } from '../../../events';

/** The id of a contact in another system. */
@ObjectType({ simpleResolvers: true, description: 'The id of a contact in another system.' })
export class ExternalId {
  @Field(() => String, { description: 'Name of the other system.' })
  readonly system: string;

  @Field(() => String, { description: 'Id in the other system.' })
  readonly id: string;

  constructor({ system, id }: ExternalIdFacts) {
    this.system = system;
    this.id = id;
  }
}
