import type { ActorKind } from '../../events';

/** Every kind of actor, in the order of the policy's columns. */
export const ACTOR_KINDS = [
  'ADMINISTRATOR',
  'CHANNEL_MANAGER',
  'SALES_REPRESENTATIVE',
  'SERVICE',
  'AUDITOR',
  'ANALYTICS_SUBSCRIBER',
  'PARTNER_ADMINISTRATOR',
  'PARTNER_USER',
] as const satisfies readonly ActorKind[];
