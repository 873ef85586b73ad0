import { Field, ObjectType } from 'type-graphql';
import type { ActorReference as ActorFacts, ActorKind } from '../../../events';
import { ActorKindEnum } from './enums';

/** Who did something. */
@ObjectType({ simpleResolvers: true, description: 'Who did something.' })
export class ActorReference {
  @Field(() => ActorKindEnum, { description: 'What kind of actor.' })
  readonly kind: ActorKind;

  @Field(() => String, { description: 'Stable id at the identity provider; never a name or an address.' })
  readonly id: string;

  constructor({ kind, id }: ActorFacts) {
    this.kind = kind;
    this.id = id;
  }
}
