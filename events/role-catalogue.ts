import type { DomainEvent } from './event';

export type RoleKind = 'MANAGER' | 'MEMBER';
export type AccessLevel = 'NONE' | 'READ' | 'EDIT' | 'FULL';

/** A role as the brand owner defines it. Defining a known code again replaces its description. */
export interface RoleDescription {
  readonly code: string;
  readonly name: string;
  readonly kind: RoleKind;
  /** Whether a partner administrator may assign it. */
  readonly delegable: boolean;
  /** The most that a holder may do on a team. */
  readonly levelCeiling: AccessLevel;
  /** What a user with this role may be granted. */
  readonly scopes: readonly string[];
}

export type RoleDefined = DomainEvent<'RoleDefined', RoleDescription>;
/** The role can no longer be assigned. */
export type RoleRetired = DomainEvent<'RoleRetired', { readonly code: string }>;

/** Everything that can happen to the one catalogue of roles, in the stream `roleCatalogue`. */
export type RoleCatalogueEvent = RoleDefined | RoleRetired;
