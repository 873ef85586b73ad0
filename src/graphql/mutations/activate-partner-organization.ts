import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { PartnerOrganizationCommandInput } from '../inputs/partner-organization-command-input';
import {
  PartnerOrganizationOutcome,
  partnerOrganizationOutcome,
} from '../outcomes/partner-organization-outcome';

/** Input of `activatePartnerOrganization`. */
@InputType({ description: 'What `activatePartnerOrganization` needs to know.' })
export class ActivatePartnerOrganizationInput extends PartnerOrganizationCommandInput {}

/** The mutation `activatePartnerOrganization`. */
@Resolver()
export class ActivatePartnerOrganizationMutation {
  @Mutation(() => PartnerOrganizationOutcome, {
    description: 'Makes a registered partner organization active: its people may get roles and access.',
  })
  activatePartnerOrganization(
    @Arg('input', () => ActivatePartnerOrganizationInput, { description: 'What is to be done.' })
    input: ActivatePartnerOrganizationInput,
    @Ctx() context: Context,
  ): Promise<PartnerOrganizationOutcome> {
    const { partnerOrganizationId } = input;
    return partnerOrganizationOutcome(
      context,
      'activatePartnerOrganization',
      { partnerOrganizationId },
      input,
    );
  }
}
