import { Field, ObjectType } from 'type-graphql';
import type { Invitation, InvitationStatus } from '../../../events';
import { DateTime } from '../scalars/date-time';
import { Uuid } from '../scalars/uuid';
import { InvitationStatusEnum } from './enums';

/** An invitation as everybody sees it, without its secret. */
@ObjectType({ simpleResolvers: true, description: 'The last invitation of a contact to link its identity.' })
export class ContactInvitation {
  @Field(() => Uuid, { description: 'Id of the invitation.' })
  readonly id: string;

  @Field(() => InvitationStatusEnum, {
    description: 'How it stands now; an end that has passed counts at once.',
  })
  readonly status: InvitationStatus;

  @Field(() => DateTime, { description: 'Until when it can be accepted.' })
  readonly expiresAt: string;

  constructor({ invitationId, status, expiresAt }: Invitation, instant: string) {
    this.id = invitationId;
    this.status = status === 'PENDING' && expiresAt <= instant ? 'EXPIRED' : status;
    this.expiresAt = expiresAt;
  }
}
