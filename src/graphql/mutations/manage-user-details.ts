import { ArrayMaxSize } from 'class-validator';
import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { RevocationPolicy } from '../../domain/contact/revoke-partner-role';
import type { Context } from '../context';
import { ROLES_MAX } from '../inputs/bounds';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { IdField, InputField, NestedField } from '../inputs/fields';
import { RevocationPolicyEnum } from '../inputs/revocation-policy';
import { WantedAccessInput, WantedRoleInput } from '../inputs/user-details';
import { invitationOf } from '../made-id';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';
import { defined, present } from '../present';

/** Input of `manageUserDetails`. */
@InputType({ description: 'What `manageUserDetails` needs to know. What is left out stays as it is.' })
export class ManageUserDetailsInput extends ContactCommandInput {
  @NestedField(
    () => [WantedRoleInput],
    `The whole set of roles: those not in it are revoked. At most ${ROLES_MAX}.`,
    {
      nullable: true,
    },
  )
  @ArrayMaxSize(ROLES_MAX, { message: `must hold at most ${ROLES_MAX} items` })
  readonly roles?: readonly WantedRoleInput[] | null;

  @IdField('The resource it is to report to; null: to nobody.', { nullable: true })
  readonly managerId?: string | null;

  @NestedField(() => WantedAccessInput, 'The user access that it shall have.', { nullable: true })
  readonly access?: WantedAccessInput | null;

  @InputField(
    () => RevocationPolicyEnum,
    'What to do about what depends on a role that goes; REJECT where left out.',
    {
      nullable: true,
    },
  )
  readonly policy?: RevocationPolicy | null;
}

/** The mutation `manageUserDetails`. */
@Resolver()
export class ManageUserDetailsMutation {
  @Mutation(() => ContactOutcome, {
    description:
      'Roles, manager and user access of a contact in one command: everything is done, or nothing. ' +
      'The rules and refusals are those of the single commands.',
  })
  manageUserDetails(
    @Arg('input', () => ManageUserDetailsInput, { description: 'What is to be done.' })
    input: ManageUserDetailsInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    return contactOutcome(context, 'manageUserDetails', commandFrom(context, input), input);
  }
}

const commandFrom = (context: Context, input: ManageUserDetailsInput) => {
  const { contactId, roles, managerId, access, policy } = input;
  const wantedRoles = roles?.map(({ roleCode, from, to }) => present({ roleCode, from, to }));
  const rest = present({
    contactId,
    roles: wantedRoles,
    policy,
    access: access && accessFrom(context, input, access),
  });
  return { ...rest, ...defined({ managerId }) };
};

const accessFrom = (context: Context, input: ManageUserDetailsInput, access: WantedAccessInput) => {
  const { status, login, scopes, expiresAt, invite } = access;
  const invitation = invitationOf(context, input, invite);
  return { ...present({ status, login, scopes, invitation }), ...defined({ expiresAt }) };
};
