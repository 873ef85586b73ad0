import type { DomainEvent } from './event';

/**
 * A command changed nothing; keeps its answer for its key. `version` is the one of the subject then (−1 where there is
 * none), `position` the head of the log then.
 */
export type CommandFoundSatisfied = DomainEvent<
  'CommandFoundSatisfied',
  {
    readonly command: string;
    readonly subjectStream: string;
    readonly version: number;
    readonly position: number;
  }
>;

/** What is known of a command beyond its events, in the stream `command-<command id>`. */
export type CommandEvent = CommandFoundSatisfied;
