import {
  type ActorReference,
  type ContactEvent,
  type ContactStanding,
  evolveStanding,
  type Flavor,
  flavorAt,
  noStanding,
  type Recorded,
} from '../../events';

/** One event on the way of a contact through its flavors. */
export interface FlavorStep {
  readonly position: number;
  readonly eventId: string;
  readonly eventType: ContactEvent['type'];
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly actor: ActorReference;
  readonly onBehalfOf?: ActorReference;
  /** `null` where none was given, or where the person was erased. */
  readonly reason: string | null;
  readonly command: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** `null` at the registration. */
  readonly flavorBefore: Flavor | null;
  readonly flavorAfter: Flavor;
  /** The role, organization, manager or invitation it was about; never personal data. */
  readonly what: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * The way of a contact through its flavors: its registration and then every event that touched its standing,
 * in order. Each step begins with the flavor that the one before it ended with.
 */
export const flavorSteps = (events: readonly Recorded<ContactEvent>[]): readonly FlavorStep[] => {
  const steps: FlavorStep[] = [];
  let standing: ContactStanding = noStanding;
  for (const event of events) {
    const next = evolveStanding(standing, event);
    const touches = next !== standing || event.type === 'ContactRegistered';
    standing = next;
    if (!touches) continue;
    const flavorBefore = steps.at(-1)?.flavorAfter ?? null;
    steps.push(stepOf(event, flavorBefore, flavorAt(standing, event.recordedAt)));
  }
  return steps;
};

const stepOf = (
  event: Recorded<ContactEvent>,
  flavorBefore: Flavor | null,
  flavorAfter: Flavor,
): FlavorStep => {
  const { effectiveOn, actor, onBehalfOf, reason, command, correlationId, causationId } = event.metadata;
  return {
    position: event.position,
    eventId: event.eventId,
    eventType: event.type,
    recordedAt: event.recordedAt,
    effectiveOn,
    actor,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    reason: reason ?? null,
    command,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
    flavorBefore,
    flavorAfter,
    what: whatOf(event),
  };
};

/** The parts of an event's data that tell what it was about. */
const TOLD = [
  'organizationId',
  'organizationKind',
  'partnerOrganizationId',
  'roleCode',
  'from',
  'to',
  'managerId',
  'scopes',
  'expiresAt',
  'invitationId',
  'issuer',
] as const;

const whatOf = ({ data }: Recorded<ContactEvent>): FlavorStep['what'] => {
  const told: Readonly<Record<string, unknown>> = { ...data };
  return Object.fromEntries(
    TOLD.flatMap((name) => {
      const value = told[name];
      return isTold(value) ? [[name, value]] : [];
    }),
  );
};

const isTold = (value: unknown): value is string | readonly string[] =>
  typeof value === 'string' || Array.isArray(value);
