import type { RecordedEvent } from '../../events';
import type { Soon } from '../../projections/soon';
import type { Subject } from '../domain/subject';
import type { EventLog } from '../store/event-log';
import { EVENTS_PER_READ_MAX } from '../store/event-store';
import { RecentlyUsed } from '../store/recently-used';
import { type States, subjects } from './subjects';

/** The most folded streams that are kept between commands. */
export const KEPT_STATES_MAX = 10_000;

/** A subject's state with the revision it was folded up to; -1 where the stream does not exist. */
export interface Loaded<State> {
  readonly state: State;
  readonly revision: number;
}

/** Where the states of subjects come from: each as of the end of its stream. */
export interface LoadsSubjects {
  load<Name extends Subject>(subject: Name, stream: string): Soon<Loaded<States[Name]>>;
}

/**
 * Folds streams and keeps the result, so that the next command reads only what was appended since. What is kept is
 * believed to be current only where the log knows that the stream ends there; else the stream is read every time.
 */
export class LoadedSubjects implements LoadsSubjects {
  private readonly kept = new RecentlyUsed<Loaded<States[Subject]>>(KEPT_STATES_MAX);

  constructor(private readonly log: EventLog) {}

  load<Name extends Subject>(subject: Name, stream: string): Soon<Loaded<States[Name]>> {
    const kept = this.lastKept(subject, stream);
    return this.log.knownTip?.(stream) === kept.revision ? kept : this.readOn(subject, stream, kept);
  }

  /** A state that may be behind the stream, without reading it where one is kept. */
  recent<Name extends Subject>(subject: Name, stream: string): Soon<Loaded<States[Name]>> {
    const kept = this.lastKept(subject, stream);
    return kept.revision < 0 ? this.load(subject, stream) : kept;
  }

  /** Takes up what was just appended behind the state that it was decided on. */
  follow<Name extends Subject>(
    subject: Name,
    stream: string,
    before: Loaded<States[Name]>,
    events: readonly RecordedEvent[],
  ): void {
    const { evolve } = subjects[subject];
    const last = events.at(-1);
    if (last === undefined || events[0]?.revision !== before.revision + 1) return;
    this.keep(stream, { state: events.reduce(evolve, before.state), revision: last.revision });
  }

  /** One look at each stream, for a decision that asks for the same one more than once. */
  once(): LoadsSubjects {
    return new LoadedOnce(this);
  }

  private async readOn<Name extends Subject>(
    subject: Name,
    stream: string,
    kept: Loaded<States[Name]>,
  ): Promise<Loaded<States[Name]>> {
    const { evolve } = subjects[subject];
    for (let loaded = kept; ; ) {
      const events = await this.log.readStream(stream, { from: loaded.revision + 1 });
      loaded = {
        state: events.reduce(evolve, loaded.state),
        revision: events.at(-1)?.revision ?? loaded.revision,
      };
      if (events.length === EVENTS_PER_READ_MAX) continue;
      this.keep(stream, loaded);
      return loaded;
    }
  }

  private lastKept<Name extends Subject>(subject: Name, stream: string): Loaded<States[Name]> {
    const kept = this.kept.get(stream) as Loaded<States[Name]> | undefined;
    return kept ?? { state: subjects[subject].initial, revision: -1 };
  }

  /** Of two states the later one, whoever comes first. */
  private keep(stream: string, loaded: Loaded<States[Subject]>): void {
    if ((this.kept.get(stream)?.revision ?? -1) < loaded.revision) this.kept.set(stream, loaded);
  }
}

class LoadedOnce implements LoadsSubjects {
  private readonly looks = new Map<string, Soon<Loaded<States[Subject]>>>();

  constructor(private readonly subjects: LoadsSubjects) {}

  load<Name extends Subject>(subject: Name, stream: string): Soon<Loaded<States[Name]>> {
    const look = this.looks.get(stream) ?? this.subjects.load(subject, stream);
    this.looks.set(stream, look);
    // A stream belongs to one subject: whoever asks for it again asks for the same one.
    return look as Soon<Loaded<States[Name]>>;
  }
}
