import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { OrganizationKind } from '../../../events';
import type { Context } from '../context';
import { ContactCommandInput } from '../inputs/contact-command-input';
import { IdField, InputField } from '../inputs/fields';
import { ContactOutcome, contactOutcome } from '../outcomes/contact-outcome';
import { OrganizationKindEnum } from '../types/enums';

/** Input of `affiliateContact`. */
@InputType({ description: 'What `affiliateContact` needs to know.' })
export class AffiliateContactInput extends ContactCommandInput {
  @IdField('The partner organization or account.')
  declare readonly organizationId: string;

  @InputField(() => OrganizationKindEnum, 'Which of the two it is.')
  declare readonly organizationKind: OrganizationKind;
}

/** The mutation `affiliateContact`. */
@Resolver()
export class AffiliateContactMutation {
  @Mutation(() => ContactOutcome, {
    description: 'Makes a contact belong to a partner organization or an account.',
  })
  affiliateContact(
    @Arg('input', () => AffiliateContactInput, { description: 'What is to be done.' })
    input: AffiliateContactInput,
    @Ctx() context: Context,
  ): Promise<ContactOutcome> {
    const { contactId, organizationId, organizationKind } = input;
    return contactOutcome(
      context,
      'affiliateContact',
      { contactId, organizationId, organizationKind },
      input,
    );
  }
}
