import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { EMAIL_DOMAINS } from '../inputs/bounds';
import { TextsField } from '../inputs/fields';
import { PartnerOrganizationCommandInput } from '../inputs/partner-organization-command-input';
import {
  PartnerOrganizationOutcome,
  partnerOrganizationOutcome,
} from '../outcomes/partner-organization-outcome';

/** Input of `setEmailDomains`. */
@InputType({ description: 'What `setEmailDomains` needs to know.' })
export class SetEmailDomainsInput extends PartnerOrganizationCommandInput {
  @TextsField(
    'Domains that the e-mail address of a user must have; any where the list is empty.',
    EMAIL_DOMAINS,
  )
  declare readonly domains: readonly string[];
}

/** The mutation `setEmailDomains`. */
@Resolver()
export class SetEmailDomainsMutation {
  @Mutation(() => PartnerOrganizationOutcome, {
    description:
      'Says which e-mail domains the users of a partner organization may have. Users there are already stay.',
  })
  setEmailDomains(
    @Arg('input', () => SetEmailDomainsInput, { description: 'What is to be done.' })
    input: SetEmailDomainsInput,
    @Ctx() context: Context,
  ): Promise<PartnerOrganizationOutcome> {
    const { partnerOrganizationId, domains } = input;
    return partnerOrganizationOutcome(context, 'setEmailDomains', { partnerOrganizationId, domains }, input);
  }
}
