import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { PartnerOrganizationCommandInput } from '../inputs/partner-organization-command-input';
import {
  PartnerOrganizationOutcome,
  partnerOrganizationOutcome,
} from '../outcomes/partner-organization-outcome';

/** Input of `suspendPartnerOrganization`. */
@InputType({ description: 'What `suspendPartnerOrganization` needs to know.' })
export class SuspendPartnerOrganizationInput extends PartnerOrganizationCommandInput {}

/** The mutation `suspendPartnerOrganization`. */
@Resolver()
export class SuspendPartnerOrganizationMutation {
  @Mutation(() => PartnerOrganizationOutcome, {
    description: 'Blocks all users of a partner organization at once; everything else stays as it is.',
  })
  suspendPartnerOrganization(
    @Arg('input', () => SuspendPartnerOrganizationInput, { description: 'What is to be done.' })
    input: SuspendPartnerOrganizationInput,
    @Ctx() context: Context,
  ): Promise<PartnerOrganizationOutcome> {
    const { partnerOrganizationId } = input;
    return partnerOrganizationOutcome(
      context,
      'suspendPartnerOrganization',
      { partnerOrganizationId },
      input,
    );
  }
}
