import type { ActorReference } from '../../../events';

/**
 * `DENIAL`: somebody asked for what it may not have. `PERSONAL_READ`: an auditor or administrator was shown personal
 * data. `GAP`: so many denials could not be recorded before this one.
 */
export type UseKind = 'DENIAL' | 'PERSONAL_READ' | 'GAP';

/** The operation of a caller whose token was not taken: what it asked for is not looked at. */
export const IDENTIFY = 'identify';

/** Whom or what a record is about: all ids of a few; of many the first, how many, and a digest of all. */
export interface Subjects {
  readonly ids: readonly string[];
  readonly count: number;
  /** SHA-256 (hex) of all ids, sorted, each with a line end; only where not all are named. */
  readonly digest?: string;
}

/** What is recorded: ids and codes, never personal data and never a text of a client. */
export interface UseEntry {
  readonly kind: UseKind;
  /** Absent where nobody was identified. */
  readonly actor?: ActorReference;
  /** Name of the query, mutation or subscription in the schema. */
  readonly operation: string;
  /** Why it was denied. */
  readonly code?: string;
  readonly subjects?: Subjects;
  /** The partner organization that it was about, where that decided. */
  readonly partnerOrganizationId?: string;
  readonly correlationId?: string;
  /** Why it was asked for: the code or ticket that the request named. */
  readonly purpose?: string;
  /** How many it stands for, where more than one. */
  readonly count?: number;
}

/** An entry with its place in the log of use. */
export interface UseRecord extends UseEntry {
  /** From 1, without a gap. */
  readonly sequence: number;
  /** When it was recorded: ISO instant, never falling. */
  readonly at: string;
  /** SHA-256 (hex) over the hash of the record before and everything that this one says. */
  readonly hash: string;
}
