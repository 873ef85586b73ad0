import { Field, Int, ObjectType } from 'type-graphql';
import type { EventType, LiaisonEvent, RecordedEvent } from '../../../events';
import { CURRENT_VERSIONS } from '../../../events/versions';
import { DateTime } from '../scalars/date-time';
import { Json } from '../scalars/json';
import { Position } from '../scalars/position';
import { EventTypeEnum } from '../types/event-type';

/** An event that a command recorded, or that a dry run says it would record. */
@ObjectType({
  simpleResolvers: true,
  description: 'An event that the command recorded, or would record. Without personal data.',
})
export class CommandEvent {
  @Field(() => EventTypeEnum, { description: 'What happened.' })
  readonly type: EventType;

  @Field(() => Int, { description: 'Version of the type; says which published schema `data` keeps.' })
  readonly version: number;

  @Field(() => Json, { description: 'What the event says.' })
  readonly data: unknown;

  @Field(() => Position, { nullable: true, description: 'Its place in the log; null in a dry run.' })
  readonly position: string | null;

  @Field(() => String, { nullable: true, description: 'Id of the event; null in a dry run.' })
  readonly eventId: string | null;

  @Field(() => String, { nullable: true, description: 'What it happened to; null in a dry run.' })
  readonly stream: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was recorded; null in a dry run.' })
  readonly recordedAt: string | null;

  constructor(event: LiaisonEvent, recorded?: { readonly event: RecordedEvent; readonly position: string }) {
    this.type = event.type;
    this.version = recorded?.event.version ?? CURRENT_VERSIONS[event.type];
    this.data = event.data;
    this.position = recorded?.position ?? null;
    this.eventId = recorded?.event.eventId ?? null;
    this.stream = recorded?.event.stream ?? null;
    this.recordedAt = recorded?.event.recordedAt ?? null;
  }
}
