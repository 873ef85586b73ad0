import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { enumOf } from '../enum-of';
import { InputField } from '../inputs/fields';
import { PartnerOrganizationCommandInput } from '../inputs/partner-organization-command-input';
import {
  PartnerOrganizationOutcome,
  partnerOrganizationOutcome,
} from '../outcomes/partner-organization-outcome';
import { present } from '../present';

type TerminationPolicy = 'REJECT' | 'REVOKE_ACCESS';

/** What to do about active users of an organization that is terminated. */
export const TerminationPolicyEnum = enumOf<TerminationPolicy>(
  'TerminationPolicy',
  'What to do about active users of an organization that is terminated.',
  {
    REJECT: 'Refuse with PARTNER_HAS_ACTIVE_USERS while there are any.',
    REVOKE_ACCESS: 'Terminate, and end their access.',
  },
);

/** Input of `terminatePartnerOrganization`. */
@InputType({ description: 'What `terminatePartnerOrganization` needs to know.' })
export class TerminatePartnerOrganizationInput extends PartnerOrganizationCommandInput {
  @InputField(() => TerminationPolicyEnum, 'What to do about active users; REJECT where left out.', {
    nullable: true,
  })
  readonly policy?: TerminationPolicy | null;
}

/** The mutation `terminatePartnerOrganization`. */
@Resolver()
export class TerminatePartnerOrganizationMutation {
  @Mutation(() => PartnerOrganizationOutcome, {
    description: 'Ends the partnership: roles and access of all its people are ended, one after the other.',
  })
  terminatePartnerOrganization(
    @Arg('input', () => TerminatePartnerOrganizationInput, { description: 'What is to be done.' })
    input: TerminatePartnerOrganizationInput,
    @Ctx() context: Context,
  ): Promise<PartnerOrganizationOutcome> {
    const { partnerOrganizationId, policy } = input;
    const command = present({ partnerOrganizationId, policy });
    return partnerOrganizationOutcome(context, 'terminatePartnerOrganization', command, input);
  }
}
