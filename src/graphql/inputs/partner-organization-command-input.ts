import { InputType } from 'type-graphql';
import { CommandInput } from './command-input';
import { IdField } from './fields';

/** What every command to a partner organization carries. */
@InputType()
export abstract class PartnerOrganizationCommandInput extends CommandInput {
  @IdField('The partner organization.')
  declare readonly partnerOrganizationId: string;
}
