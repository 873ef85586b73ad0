import type { LiaisonEvent, RecordedEvent } from '../../events';
import type { Actor } from '../domain/actor';
import type { Refusal } from '../domain/decision';

/** What every command carries besides its content. */
export interface Envelope {
  readonly actor: Actor;
  /** 1 to 200 characters, chosen by the caller; unique for the actor. */
  readonly idempotencyKey: string;
  /** Revision the subject's stream must have. */
  readonly expectedVersion?: number;
  readonly reason?: string;
  /** ISO date; today where absent. A past day needs a reason. */
  readonly effectiveOn?: string;
  readonly dryRun?: boolean;
  readonly onBehalfOf?: Actor;
  readonly correlationId?: string;
  readonly causationId?: string;
  /** Whether the answer waits for the read models; true where absent. For who reads none of them between commands. */
  readonly waitsForModels?: boolean;
}

/** What follows from the command in other streams, recorded by a process manager after it. */
export interface Consequence {
  readonly cascade: string;
  /** How many contacts it concerns, as the read models know it. */
  readonly contacts: number;
}

/** Something worth a look that does not stop the command. */
export interface Warning {
  readonly code: 'POSSIBLE_DUPLICATE';
  readonly contactIds: readonly string[];
}

/** Done now or by an earlier delivery of the same command. `events` is empty where it was already so. */
export interface Done {
  readonly outcome: 'done';
  readonly subjectId: string;
  readonly events: readonly RecordedEvent[];
  /** Position that reflects the command: wait for it to read one's own write. */
  readonly position: number;
  /** Revision of the subject's stream. */
  readonly version: number;
  readonly replayed: boolean;
  /** True where the read models had not reached the position in time: read again with `minPosition`. */
  readonly lagging: boolean;
  readonly consequences: readonly Consequence[];
}

/** What a dry run says would be recorded. */
export interface WouldRecord {
  readonly outcome: 'would-record';
  readonly subjectId: string;
  readonly events: readonly LiaisonEvent[];
  readonly position: number;
  readonly version: number;
  readonly consequences: readonly Consequence[];
}

export interface Refused {
  readonly outcome: 'refused';
  readonly refusal: Refusal;
}

export type Outcome = Done | WouldRecord | Refused;
