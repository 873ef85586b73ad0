import { Field, ObjectType } from 'type-graphql';
import type { ChannelKind } from '../../../events';
import type { CardChannel } from '../../../projections/contact-list/contact-card';
import { Uuid } from '../scalars/uuid';
import { ChannelKindEnum } from './enums';

/** A way to reach a contact. */
@ObjectType({ simpleResolvers: true, description: 'A way to reach a contact.' })
export class ContactChannel {
  @Field(() => Uuid, {
    description: 'Id; give it with `correctContactDetails` to keep or change this channel.',
  })
  readonly id: string;

  @Field(() => ChannelKindEnum, { description: 'What kind of channel it is.' })
  readonly kind: ChannelKind;

  @Field(() => String, { nullable: true, description: 'Address or number; null once the person was erased.' })
  readonly value: string | null;

  @Field(() => Boolean, { description: 'Whether the person prefers to be reached here.' })
  readonly preferred: boolean;

  @Field(() => Boolean, { description: 'Whether the person does not want to be contacted here.' })
  readonly doNotContact: boolean;

  constructor({ channelId, kind, value, preferred, doNotContact }: CardChannel) {
    this.id = channelId;
    this.kind = kind;
    this.value = value;
    this.preferred = preferred;
    this.doNotContact = doNotContact;
  }
}
