import type { ContactStanding, HeldRole } from '../../../events';
import type { Circumstances } from '../circumstances';
import { type Refusal, refuse } from '../decision';
import { hasLiveAccess } from './end-access';

/** Why the fact cannot have become true on its day: each of the days it depends on must have come by then. */
export const refusedBefore = (
  days: readonly (string | undefined)[],
  { effectiveOn }: Circumstances,
): Refusal | undefined => {
  const notBefore = days.reduce(
    (last, day) => (day !== undefined && day > (last ?? '') ? day : last),
    undefined,
  );
  if (notBefore === undefined || effectiveOn >= notBefore) return undefined;
  const message = `Must not be before ${notBefore}.`;
  return {
    ...refuse('INVALID_PERIOD', { effectiveOn, notBefore }),
    fieldErrors: [{ path: 'effectiveOn', message }],
  };
};

/** From which day on a role can end: its first; while that lies ahead, the day it was recorded. */
export const roleSince = ({ from, recordedAt }: HeldRole, { now }: Circumstances): string =>
  from <= now.slice(0, 10) ? from : recordedAt.slice(0, 10);

/** The day on which the first of the roles began; undefined where there is none. */
export const firstSince = (roles: readonly HeldRole[], around: Circumstances): string | undefined =>
  roles.map((role) => roleSince(role, around)).sort()[0];

/** The day of the grant, where access is there to be ended. */
export const liveSince = (standing: ContactStanding): string | undefined =>
  hasLiveAccess(standing) ? standing.access?.from : undefined;

/** The day on which the contact came to its partner. */
export const partnerSince = ({ affiliations }: ContactStanding): string | undefined =>
  affiliations.find(({ organizationKind }) => organizationKind === 'PARTNER')?.from;
