import { Ctx, Field, ObjectType } from 'type-graphql';
import { type HeldRole as RoleFacts, roleHolds } from '../../../events';
import type { Soon } from '../../../projections/soon';
import type { Context } from '../context';
import type { View } from '../read/view';
import { DateScalar } from '../scalars/date';
import { ResourceRole } from './resource-role';

/** A resource role that a contact holds, held from a day on, or will hold. */
@ObjectType({ simpleResolvers: true, description: 'A resource role of a contact.' })
export class HeldRole {
  @Field(() => String, { description: 'Code of the role.' })
  readonly code: string;

  @Field(() => DateScalar, { description: 'First day.' })
  readonly from: string;

  @Field(() => DateScalar, { nullable: true, description: 'Last day; null: until it is revoked.' })
  readonly to: string | undefined;

  @Field(() => Boolean, { description: 'Whether it holds today, or on the day that `asOf` names.' })
  readonly active: boolean;

  constructor(
    held: RoleFacts,
    private readonly view: View,
  ) {
    this.code = held.roleCode;
    this.from = held.from;
    this.to = held.to;
    this.active = roleHolds(held, view.instant);
  }

  @Field(() => ResourceRole, { nullable: true, description: 'The role as the catalogue describes it.' })
  role(@Ctx() context: Context): Soon<ResourceRole | undefined> {
    return context.loaders.role(this.view, this.code);
  }
}
