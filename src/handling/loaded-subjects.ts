import type { Subject } from '../domain/subject';
import type { EventLog } from '../store/event-log';
import { EVENTS_PER_READ_MAX } from '../store/event-store';
import { type States, subjects } from './subjects';

/** The most folded streams that are kept between commands. */
export const KEPT_STATES_MAX = 10_000;

/** A subject's state with the revision it was folded up to; -1 where the stream does not exist. */
export interface Loaded<State> {
  readonly state: State;
  readonly revision: number;
}

/**
 * Folds streams and keeps the result, so that the next command reads only what was appended since. The stream is
 * read every time: what is kept saves work and is never believed to be current.
 */
export class LoadedSubjects {
  private readonly kept = new Map<string, Loaded<States[Subject]>>();

  constructor(private readonly log: EventLog) {}

  async load<Name extends Subject>(subject: Name, stream: string): Promise<Loaded<States[Name]>> {
    const { initial, evolve } = subjects[subject];
    let loaded = (this.kept.get(stream) as Loaded<States[Name]> | undefined) ?? {
      state: initial,
      revision: -1,
    };
    for (;;) {
      const events = await this.log.readStream(stream, { from: loaded.revision + 1 });
      loaded = {
        state: events.reduce(evolve, loaded.state),
        revision: events.at(-1)?.revision ?? loaded.revision,
      };
      if (events.length < EVENTS_PER_READ_MAX) break;
    }
    this.keep(stream, loaded);
    return loaded;
  }

  private keep(stream: string, loaded: Loaded<States[Subject]>): void {
    this.kept.delete(stream);
    if (loaded.revision >= 0) this.kept.set(stream, loaded);
    const oldest = this.kept.size > KEPT_STATES_MAX ? this.kept.keys().next().value : undefined;
    if (oldest !== undefined) this.kept.delete(oldest);
  }
}
