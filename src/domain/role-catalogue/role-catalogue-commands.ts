import type { RoleCatalogueEvent } from '../../../events';
import type { Decider } from '../decider';
import { type DefineRole, defineRole } from './define-role';
import { type RetireRole, retireRole } from './retire-role';
import type { RoleCatalogue } from './role-catalogue';

/** The commands to the role catalogue, by name. */
export interface RoleCatalogueCommands {
  readonly defineRole: DefineRole;
  readonly retireRole: RetireRole;
}

/** Who decides each of them. */
export const roleCatalogueCommands: {
  readonly [Name in keyof RoleCatalogueCommands]: Decider<
    RoleCatalogueCommands[Name],
    RoleCatalogue,
    RoleCatalogueEvent
  >;
} = { defineRole, retireRole };
