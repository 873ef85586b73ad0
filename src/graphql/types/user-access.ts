import { Field, ObjectType } from 'type-graphql';
import { type Access, type AccessStatus, accessStatusAt } from '../../../events';
import { DateTime } from '../scalars/date-time';
import { AccessStatusEnum } from './enums';

/** The user access that a contact has or last had. */
@ObjectType({ simpleResolvers: true, description: 'The user access that a contact has or last had.' })
export class UserAccess {
  @Field(() => AccessStatusEnum, { description: 'How it stands now; an end that has passed counts at once.' })
  readonly status: AccessStatus;

  @Field(() => [String], { description: 'What the user may do.' })
  readonly scopes: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'Name to sign in with; null once the person was erased.',
  })
  readonly login: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself; null: it does not.' })
  readonly expiresAt: string | undefined;

  @Field(() => DateTime, { description: 'When it was granted.' })
  readonly grantedAt: string;

  constructor(
    readonly contactId: string,
    access: Access,
    login: string | null,
    instant: string,
  ) {
    const status = accessStatusAt(access, instant);
    this.status = status === 'NONE' ? access.status : status;
    this.scopes = access.scopes;
    this.login = login;
    this.expiresAt = access.expiresAt;
    this.grantedAt = access.recordedAt;
  }
}
