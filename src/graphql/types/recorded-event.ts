import { Field, Int, ObjectType } from 'type-graphql';
import type { RecordedEvent as EventFacts, EventType } from '../../../events';
import { DateScalar } from '../scalars/date';
import { DateTime } from '../scalars/date-time';
import { Json } from '../scalars/json';
import { Position } from '../scalars/position';
import { ActorReference } from './actor-reference';
import { EventTypeEnum } from './event-type';

/** An event of the log as subscribers get it: ids, codes and dates, no personal data. */
@ObjectType({
  simpleResolvers: true,
  description:
    'An event of the log: ids, codes and dates. Personal data and reasons are not in it: ask for the ' +
    'contact.',
})
export class RecordedEvent {
  @Field(() => Position, {
    description: 'Its place in the log; subscribe with `after` this to go on behind it.',
  })
  readonly position: string;

  @Field(() => String, { description: 'Id of the event (a UUID), unique within its stream.' })
  readonly eventId: string;

  @Field(() => EventTypeEnum, { description: 'What happened.' })
  readonly type: EventType;

  @Field(() => Int, { description: 'Version of the type; says which published schema `data` keeps.' })
  readonly version: number;

  @Field(() => String, { description: 'What it happened to, such as `contact-<id>`.' })
  readonly stream: string;

  @Field(() => Int, {
    description: 'Place within the stream, from 0; the `version` of the thing after the event.',
  })
  readonly revision: number;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  readonly recordedAt: string;

  @Field(() => DateScalar, { description: 'Day on which it became true.' })
  readonly effectiveOn: string;

  @Field(() => Json, { description: 'What the event says.' })
  readonly data: unknown;

  @Field(() => ActorReference, { description: 'Who did it.' })
  readonly actor: ActorReference;

  @Field(() => String, { description: 'Name of the command that did it.' })
  readonly command: string;

  @Field(() => String, { description: 'The same for everything that one request set off.' })
  readonly correlationId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the event that made this one necessary, in a cascade.',
  })
  readonly causationId: string | undefined;

  constructor(event: EventFacts, position: string) {
    this.position = position;
    this.eventId = event.eventId;
    this.type = event.type;
    this.version = event.version;
    this.stream = event.stream;
    this.revision = event.revision;
    this.recordedAt = event.recordedAt;
    this.effectiveOn = event.metadata.effectiveOn;
    this.data = event.data;
    this.actor = new ActorReference(event.metadata.actor);
    this.command = event.metadata.command;
    this.correlationId = event.metadata.correlationId;
    this.causationId = event.metadata.causationId;
  }
}
