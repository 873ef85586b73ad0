import type { JsonObject } from '../event';
import type { Upcaster } from '../upcaster';

/** Version 1 named the role in free text and knew no dates: the role began on the day the fact became true. */
export const partnerRoleAssignedV1ToV2: Upcaster = ({ data: { role, ...data }, metadata, ...event }) => ({
  ...event,
  metadata,
  data: { ...data, roleCode: roleCodeOf(role), from: metadata.effectiveOn } as JsonObject,
});

/** The code a free text becomes: upper snake case of its words. Version 1 allowed letters, digits and ` &/-` only. */
const roleCodeOf = (role: unknown): string =>
  String(role)
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
