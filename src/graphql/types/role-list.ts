import { Field, ObjectType } from 'type-graphql';
import type { View } from '../read/view';
import { Position } from '../scalars/position';
import { ResourceRole } from './resource-role';

/** The catalogue of roles. */
@ObjectType({ simpleResolvers: true, description: 'The catalogue of roles.' })
export class RoleList {
  @Field(() => [ResourceRole], { description: 'The roles by code.' })
  readonly nodes: readonly ResourceRole[];

  @Field(() => Position, { description: 'Position in the log that this answer speaks of.' })
  readonly position: string;

  constructor(nodes: readonly ResourceRole[], { position }: View) {
    this.nodes = nodes;
    this.position = position;
  }
}
