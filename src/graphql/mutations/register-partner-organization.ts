import { Arg, Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { COUNTRY, EXTERNAL_ID, ORGANIZATION_NAME } from '../inputs/bounds';
import { CommandInput } from '../inputs/command-input';
import { IdField, TextField } from '../inputs/fields';
import { madeId } from '../made-id';
import {
  PartnerOrganizationOutcome,
  partnerOrganizationOutcome,
} from '../outcomes/partner-organization-outcome';
import { present } from '../present';

/** Input of `registerPartnerOrganization`. */
@InputType({ description: 'What `registerPartnerOrganization` needs to know.' })
export class RegisterPartnerOrganizationInput extends CommandInput {
  @TextField('Name of the organization.', ORGANIZATION_NAME)
  declare readonly name: string;

  @TextField('Country by its two-letter code (ISO 3166-1).', COUNTRY, { nullable: true })
  readonly country?: string | null;

  @TextField(
    'Its id in the system it comes from. Kept in the clear for ever, so it must not hold personal data.',
    EXTERNAL_ID,
    { nullable: true },
  )
  readonly externalId?: string | null;

  @IdField('The partner organization it belongs to.', { nullable: true })
  readonly parentId?: string | null;
}

/** The mutation `registerPartnerOrganization`. */
@Resolver()
export class RegisterPartnerOrganizationMutation {
  @Mutation(() => PartnerOrganizationOutcome, { description: 'Registers a company we want to sell with.' })
  registerPartnerOrganization(
    @Arg('input', () => RegisterPartnerOrganizationInput, { description: 'What is to be done.' })
    input: RegisterPartnerOrganizationInput,
    @Ctx() context: Context,
  ): Promise<PartnerOrganizationOutcome> {
    const partnerOrganizationId = madeId(context, input, 'partnerOrganization');
    const { name, country, externalId, parentId } = input;
    const command = present({ partnerOrganizationId, name, country, externalId, parentId });
    return partnerOrganizationOutcome(context, 'registerPartnerOrganization', command, input);
  }
}
