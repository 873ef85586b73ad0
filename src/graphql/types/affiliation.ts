import { Ctx, Field, ObjectType } from 'type-graphql';
import type { Affiliation as AffiliationFacts, OrganizationKind } from '../../../events';
import type { Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { type KeptTexts, TEXTS } from '../execution/kept-texts';
import { textsOfRow } from '../read/texts-of-row';
import type { View } from '../read/view';
import { DateScalar } from '../scalars/date';
import { Uuid } from '../scalars/uuid';
import { Account } from './account';
import { OrganizationKindEnum } from './enums';
import { PartnerOrganization } from './partner-organization';

/** A contact's belonging to an organization. */
@ObjectType({ simpleResolvers: true, description: 'A contact’s belonging to an organization.' })
export class Affiliation {
  readonly [TEXTS]: KeptTexts | undefined;

  @Field(() => Uuid, { description: 'Id of the organization.' })
  readonly organizationId: string;

  @Field(() => OrganizationKindEnum, { description: 'What kind of organization it is.' })
  readonly kind: OrganizationKind;

  @Field(() => DateScalar, { description: 'First day.' })
  readonly from: string;

  constructor(
    facts: AffiliationFacts,
    readonly view: View,
  ) {
    const { organizationId, organizationKind, from } = facts;
    this[TEXTS] = textsOfRow(facts, view.instant);
    this.organizationId = organizationId;
    this.kind = organizationKind;
    this.from = from;
  }

  @Field(() => PartnerOrganization, {
    nullable: true,
    description: 'The partner organization, where it is one.',
  })
  partnerOrganization(@Ctx() { loaders }: Context): Soon<PartnerOrganization | undefined> {
    return this.kind === 'PARTNER' ? loaders.partnerOrganization(this.view, this.organizationId) : undefined;
  }

  @Field(() => Account, { nullable: true, description: 'The account, where it is one and visible.' })
  account(@Ctx() { loaders }: Context): Soon<Account | undefined> {
    return this.kind === 'ACCOUNT' ? loaders.account(this.view, this.organizationId) : undefined;
  }
}
