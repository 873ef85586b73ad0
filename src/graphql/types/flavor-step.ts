import { Field, ObjectType } from 'type-graphql';
import type { EventType, Flavor } from '../../../events';
import type { FlavorStep as StepFacts } from '../../../projections/contact-history/flavor-steps';
import { DateScalar } from '../scalars/date';
import { DateTime } from '../scalars/date-time';
import { Json } from '../scalars/json';
import { Position } from '../scalars/position';
import { ActorReference } from './actor-reference';
import { FlavorEnum } from './enums';
import { EventTypeEnum } from './event-type';

/**
 * One step of a contact's history: what happened, when, by whom, why, and what the contact was before and
 * after.
 */
@ObjectType({
  simpleResolvers: true,
  description:
    'One step of a contact’s history: what happened, when, by whom and why, and the flavor before and after.',
})
export class FlavorStep {
  @Field(() => Position, { description: 'Position of the event.' })
  readonly position: string;

  @Field(() => EventTypeEnum, { description: 'What happened.' })
  readonly eventType: EventType;

  @Field(() => Json, {
    description: 'What it was about, such as the code of the role or the id of the organization.',
  })
  readonly what: unknown;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  readonly recordedAt: string;

  @Field(() => DateScalar, { description: 'Day on which it became true.' })
  readonly effectiveOn: string;

  @Field(() => ActorReference, { description: 'Who did it.' })
  readonly actor: ActorReference;

  @Field(() => String, {
    nullable: true,
    description: 'Why, in the words of the actor; null also once the person was erased.',
  })
  readonly reason: string | null;

  @Field(() => String, { description: 'Name of the command that did it.' })
  readonly command: string;

  @Field(() => String, { description: 'The same for everything that one request set off.' })
  readonly correlationId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the event that made this one necessary, in a cascade.',
  })
  readonly causationId: string | undefined;

  @Field(() => FlavorEnum, {
    nullable: true,
    description: 'What the contact was before; null at its registration.',
  })
  readonly flavorBefore: Flavor | null;

  @Field(() => FlavorEnum, { description: 'What the contact was right after.' })
  readonly flavorAfter: Flavor;

  constructor(
    readonly contactId: string,
    step: StepFacts,
    position: string,
  ) {
    this.position = position;
    this.eventType = step.eventType;
    this.what = step.what;
    this.recordedAt = step.recordedAt;
    this.effectiveOn = step.effectiveOn;
    this.actor = new ActorReference(step.actor);
    this.reason = step.reason;
    this.command = step.command;
    this.correlationId = step.correlationId;
    this.causationId = step.causationId;
    this.flavorBefore = step.flavorBefore;
    this.flavorAfter = step.flavorAfter;
  }
}
