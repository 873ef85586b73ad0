import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { ROLE_CODES } from '../inputs/bounds';
import { TextsField } from '../inputs/fields';
import { PartnerOrganizationCommandInput } from '../inputs/partner-organization-command-input';
import {
  PartnerOrganizationOutcome,
  partnerOrganizationOutcome,
} from '../outcomes/partner-organization-outcome';
import { present } from '../present';

/** Input of `setAllowedRoles`. */
@InputType({ description: 'What `setAllowedRoles` needs to know.' })
export class SetAllowedRolesInput extends PartnerOrganizationCommandInput {
  @TextsField('Codes of the roles its people may get; every role where left out.', ROLE_CODES, {
    nullable: true,
  })
  readonly roleCodes?: readonly string[] | null;
}

/** The mutation `setAllowedRoles`. */
@Resolver()
export class SetAllowedRolesMutation {
  @Mutation(() => PartnerOrganizationOutcome, {
    description:
      'Says which roles the people of a partner organization may get. Roles they have already stay.',
  })
  setAllowedRoles(
    @Arg('input', () => SetAllowedRolesInput, { description: 'What is to be done.' })
    input: SetAllowedRolesInput,
    @Ctx() context: Context,
  ): Promise<PartnerOrganizationOutcome> {
    const { partnerOrganizationId, roleCodes } = input;
    return partnerOrganizationOutcome(
      context,
      'setAllowedRoles',
      present({ partnerOrganizationId, roleCodes }),
      input,
    );
  }
}
