import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { IdField } from '../inputs/fields';
import { PartnerOrganizationCommandInput } from '../inputs/partner-organization-command-input';
import {
  PartnerOrganizationOutcome,
  partnerOrganizationOutcome,
} from '../outcomes/partner-organization-outcome';

/** Input of `appointHierarchyHead`. */
@InputType({ description: 'What `appointHierarchyHead` needs to know.' })
export class AppointHierarchyHeadInput extends PartnerOrganizationCommandInput {
  @IdField('The resource that is to head the hierarchy; it needs a role of kind MANAGER.')
  declare readonly contactId: string;
}

/** The mutation `appointHierarchyHead`. */
@Resolver()
export class AppointHierarchyHeadMutation {
  @Mutation(() => PartnerOrganizationOutcome, {
    description:
      'Makes a resource the head of its organization. The former head keeps its reports and reports ' +
      'to the new one.',
  })
  appointHierarchyHead(
    @Arg('input', () => AppointHierarchyHeadInput, { description: 'What is to be done.' })
    input: AppointHierarchyHeadInput,
    @Ctx() context: Context,
  ): Promise<PartnerOrganizationOutcome> {
    const { partnerOrganizationId, contactId } = input;
    return partnerOrganizationOutcome(
      context,
      'appointHierarchyHead',
      { partnerOrganizationId, contactId },
      input,
    );
  }
}
