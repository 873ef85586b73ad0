import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { IDENTITY_ID } from '../inputs/bounds';
import { TextField } from '../inputs/fields';
import { PartnerOrganizationCommandInput } from '../inputs/partner-organization-command-input';
import {
  PartnerOrganizationOutcome,
  partnerOrganizationOutcome,
} from '../outcomes/partner-organization-outcome';

/** Input of `assignChannelManager`. */
@InputType({ description: 'What `assignChannelManager` needs to know.' })
export class AssignChannelManagerInput extends PartnerOrganizationCommandInput {
  @TextField('The employee of the brand owner, by the id at the identity provider.', IDENTITY_ID)
  declare readonly managerId: string;
}

/** The mutation `assignChannelManager`. */
@Resolver()
export class AssignChannelManagerMutation {
  @Mutation(() => PartnerOrganizationOutcome, {
    description: 'Says which employee of the brand owner looks after a partner organization.',
  })
  assignChannelManager(
    @Arg('input', () => AssignChannelManagerInput, { description: 'What is to be done.' })
    input: AssignChannelManagerInput,
    @Ctx() context: Context,
  ): Promise<PartnerOrganizationOutcome> {
    const { partnerOrganizationId, managerId } = input;
    return partnerOrganizationOutcome(
      context,
      'assignChannelManager',
      { partnerOrganizationId, managerId },
      input,
    );
  }
}
