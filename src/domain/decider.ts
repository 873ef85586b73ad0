import type { Circumstances } from './circumstances';
import type { Decision } from './decision';

/** Decides one command: refuse, already true, record. Pure: what it needs comes in as an argument. */
export type Decider<Command, State, Event> = (
  command: Command,
) => (state: State, around: Circumstances) => Decision<Event>;
