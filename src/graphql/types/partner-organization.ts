import { Field, Int, ObjectType } from 'type-graphql';
import type { OrganizationStatus } from '../../../events';
import type { PartnerEntry } from '../../../projections/partner-directory/partner-entry';
import { type KeptTexts, TEXTS } from '../execution/kept-texts';
import { textsOfRow } from '../read/texts-of-row';
import type { View } from '../read/view';
import { DateTime } from '../scalars/date-time';
import { Position } from '../scalars/position';
import { Uuid } from '../scalars/uuid';
import { OrganizationStatusEnum } from './enums';

/**
 * A partner organization in one state of the log. What leads further stands in partner-organization-
 * links.ts.
 */
@ObjectType({ simpleResolvers: true, description: 'A company we sell with.' })
export class PartnerOrganization {
  readonly [TEXTS]: KeptTexts | undefined;

  @Field(() => Uuid, { description: 'Id of the organization; never changes.' })
  readonly id: string;

  @Field(() => Int, { description: 'Version of the organization, to be given as `expectedVersion`.' })
  readonly version: number;

  @Field(() => Position, { description: 'Position in the log that this answer speaks of.' })
  readonly position: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name: string;

  @Field(() => OrganizationStatusEnum, { description: 'How it stands.' })
  readonly status: OrganizationStatus;

  @Field(() => String, { nullable: true, description: 'Country by its two-letter code (ISO 3166-1).' })
  readonly country: string | undefined;

  @Field(() => String, { nullable: true, description: 'Its id in the system it comes from.' })
  readonly externalId: string | undefined;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of the roles its people may get; null: every role.',
  })
  readonly allowedRoles: readonly string[] | undefined;

  @Field(() => [String], { description: 'Domains a user’s e-mail address must have; empty: any.' })
  readonly emailDomains: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'The employee of the brand owner who looks after it, by the id at the identity provider.',
  })
  readonly channelManagerId: string | undefined;

  @Field(() => DateTime, { description: 'When it was registered.' })
  readonly registeredAt: string;

  constructor(
    readonly row: PartnerEntry,
    readonly view: View,
  ) {
    this[TEXTS] = textsOfRow(row, view.instant);
    this.id = row.id;
    this.version = row.version;
    this.position = view.position;
    this.name = row.name;
    this.status = row.status;
    this.country = row.country;
    this.externalId = row.externalId;
    this.allowedRoles = row.allowedRoles;
    this.emailDomains = row.emailDomains;
    this.channelManagerId = row.channelManagerId;
    this.registeredAt = row.registeredAt;
  }
}
