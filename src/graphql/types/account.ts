import { Field, Int, ObjectType } from 'type-graphql';
import type { AccountEntry } from '../../../projections/account-list/project';
import { type KeptTexts, TEXTS } from '../execution/kept-texts';
import { textsOfRow } from '../read/texts-of-row';
import type { View } from '../read/view';
import { DateTime } from '../scalars/date-time';
import { Position } from '../scalars/position';
import { Uuid } from '../scalars/uuid';

/** An account in one state of the log. What leads further stands in account-links.ts. */
@ObjectType({ simpleResolvers: true, description: 'A company we sell to.' })
export class Account {
  readonly [TEXTS]: KeptTexts | undefined;

  @Field(() => Uuid, { description: 'Id of the account; never changes.' })
  readonly id: string;

  @Field(() => Int, { description: 'Version of the account, to be given as `expectedVersion`.' })
  readonly version: number;

  @Field(() => Position, { description: 'Position in the log that this answer speaks of.' })
  readonly position: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'Its id in the system it comes from.' })
  readonly externalId: string | undefined;

  @Field(() => DateTime, { description: 'When it was registered.' })
  readonly registeredAt: string;

  constructor(
    readonly row: AccountEntry,
    readonly view: View,
  ) {
    this[TEXTS] = textsOfRow(row, view.instant);
    this.id = row.id;
    this.version = row.version;
    this.position = view.position;
    this.name = row.name;
    this.externalId = row.externalId;
    this.registeredAt = row.registeredAt;
  }
}
