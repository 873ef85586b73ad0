import { InputType } from 'type-graphql';
import { enumOf } from '../enum-of';
import { LOGIN, ROLE_CODE, SCOPES } from './bounds';
import { DateField, DateTimeField, InputField, NestedField, TextField, TextsField } from './fields';
import { InviteInput } from './invite-input';

/** A role that a contact shall have. */
@InputType({ description: 'A role that the contact shall have.' })
export class WantedRoleInput {
  @TextField('Code of the role.', ROLE_CODE)
  declare readonly roleCode: string;

  @DateField('First day; unchanged, or the day of `effectiveOn`, where left out.', { nullable: true })
  readonly from?: string | null;

  @DateField('Last day; unchanged, or none, where left out.', { nullable: true })
  readonly to?: string | null;
}

type WantedStatus = 'ACTIVE' | 'SUSPENDED' | 'REVOKED';

/** The access that a contact shall have. */
export const WantedAccessStatusEnum = enumOf<WantedStatus>(
  'WantedAccessStatus',
  'The user access that a contact shall have.',
  {
    ACTIVE: 'Grant it, or restore it where it is suspended.',
    SUSPENDED: 'Block it for the time being.',
    REVOKED: 'End it.',
  },
);

/** The user access that a contact shall have. */
@InputType({ description: 'The user access that the contact shall have.' })
export class WantedAccessInput {
  @InputField(() => WantedAccessStatusEnum, 'How it shall stand.')
  declare readonly status: WantedStatus;

  @TextField('Name to sign in with; the main e-mail address where left out.', LOGIN, { nullable: true })
  readonly login?: string | null;

  @TextsField('What the user may do; needed where access is granted.', SCOPES, { nullable: true })
  readonly scopes?: readonly string[] | null;

  @DateTimeField('When the access ends by itself; null: never; unchanged where left out.', { nullable: true })
  readonly expiresAt?: string | null;

  @NestedField(() => InviteInput, 'Invites the user too; the answer then holds the secret to deliver.', {
    nullable: true,
  })
  readonly invite?: InviteInput | null;
}
