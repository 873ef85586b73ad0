import { Field, ObjectType } from 'type-graphql';
import type { AccessLevel, RoleKind } from '../../../events';
import type { CatalogueRole } from '../../domain/role-catalogue/role-catalogue';
import { AccessLevelEnum, RoleKindEnum } from './enums';

/** A role of the catalogue. */
@ObjectType({
  simpleResolvers: true,
  description: 'A role of the catalogue, that makes a partner contact a resource.',
})
export class ResourceRole {
  @Field(() => String, { description: 'Its code; never changes.' })
  readonly code: string;

  @Field(() => String, { description: 'Its name, for showing.' })
  readonly name: string;

  @Field(() => RoleKindEnum, { description: 'Whether its holders lead others.' })
  readonly kind: RoleKind;

  @Field(() => Boolean, { description: 'Whether a partner administrator may assign it.' })
  readonly delegable: boolean;

  @Field(() => AccessLevelEnum, { description: 'The most that a holder may do on a team.' })
  readonly levelCeiling: AccessLevel;

  @Field(() => [String], { description: 'What a user with this role may be granted.' })
  readonly scopes: readonly string[];

  @Field(() => Boolean, { description: 'Whether it can no longer be assigned.' })
  readonly retired: boolean;

  constructor({ code, name, kind, delegable, levelCeiling, scopes, retired }: CatalogueRole) {
    this.code = code;
    this.name = name;
    this.kind = kind;
    this.delegable = delegable;
    this.levelCeiling = levelCeiling;
    this.scopes = scopes;
    this.retired = retired;
  }
}
