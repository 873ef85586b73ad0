import type { ChannelKind, PersonName } from '../../../events';
import { UsageError } from '../failure';

/** A way to reach the person as a file tells it. A flag that the file does not speak of is absent. */
export interface RecordChannel {
  readonly kind: ChannelKind;
  /** Which of the file's places for this kind it stood in: 0 is the first e-mail, 1 the second. */
  readonly slot: number;
  readonly value: string;
  readonly preferred?: boolean;
  readonly doNotContact?: boolean;
}

/** One person as a file tells it. What the file does not say is absent, and an import leaves it as it is. */
export interface ContactRecord {
  /** Line of the file on which the person begins; the first line is 1. */
  readonly line: number;
  /** The id of the contact in this product, as its own exports carry it. */
  readonly contactId?: string;
  readonly externalId?: string;
  /** The system that `externalId` is an id of, where the file itself says so. */
  readonly externalSystem?: string;
  readonly name?: PersonName;
  readonly title?: string;
  readonly department?: string;
  readonly channels: readonly RecordChannel[];
  readonly organizationExternalId?: string;
  readonly reportsToExternalId?: string;
}

/**
 * A place in the file that holds no person that can be read. `why` names columns and expectations, never
 * values.
 */
export interface BrokenLine {
  readonly line: number;
  readonly why: string;
}

export type FileLine = ContactRecord | BrokenLine;

/** Whether a line could not be read as a contact. */
export const isBroken = (line: FileLine): line is BrokenLine => 'why' in line;

/** The file as a whole cannot be read; the message says what was expected and what to do. */
export class UnreadableFile extends UsageError {}
