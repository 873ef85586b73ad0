import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { PartnerOrganizationCommandInput } from '../inputs/partner-organization-command-input';
import {
  PartnerOrganizationOutcome,
  partnerOrganizationOutcome,
} from '../outcomes/partner-organization-outcome';

/** Input of `reactivatePartnerOrganization`. */
@InputType({ description: 'What `reactivatePartnerOrganization` needs to know.' })
export class ReactivatePartnerOrganizationInput extends PartnerOrganizationCommandInput {}

/** The mutation `reactivatePartnerOrganization`. */
@Resolver()
export class ReactivatePartnerOrganizationMutation {
  @Mutation(() => PartnerOrganizationOutcome, {
    description:
      'Makes a suspended or terminated partner organization active again. To a terminated one nothing ' +
      'returns by itself.',
  })
  reactivatePartnerOrganization(
    @Arg('input', () => ReactivatePartnerOrganizationInput, { description: 'What is to be done.' })
    input: ReactivatePartnerOrganizationInput,
    @Ctx() context: Context,
  ): Promise<PartnerOrganizationOutcome> {
    const { partnerOrganizationId } = input;
    return partnerOrganizationOutcome(
      context,
      'reactivatePartnerOrganization',
      { partnerOrganizationId },
      input,
    );
  }
}
