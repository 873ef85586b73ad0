import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { IdField } from '../inputs/fields';
import { PartnerOrganizationCommandInput } from '../inputs/partner-organization-command-input';
import {
  PartnerOrganizationOutcome,
  partnerOrganizationOutcome,
} from '../outcomes/partner-organization-outcome';
import { present } from '../present';

/** Input of `setParentOrganization`. */
@InputType({ description: 'What `setParentOrganization` needs to know.' })
export class SetParentOrganizationInput extends PartnerOrganizationCommandInput {
  @IdField('The partner organization it belongs to; none where left out.', { nullable: true })
  readonly parentId?: string | null;
}

/** The mutation `setParentOrganization`. */
@Resolver()
export class SetParentOrganizationMutation {
  @Mutation(() => PartnerOrganizationOutcome, {
    description: 'Says to which other partner organization one belongs.',
  })
  setParentOrganization(
    @Arg('input', () => SetParentOrganizationInput, { description: 'What is to be done.' })
    input: SetParentOrganizationInput,
    @Ctx() context: Context,
  ): Promise<PartnerOrganizationOutcome> {
    const { partnerOrganizationId, parentId } = input;
    return partnerOrganizationOutcome(
      context,
      'setParentOrganization',
      present({ partnerOrganizationId, parentId }),
      input,
    );
  }
}
