import type { LiaisonEvent, RecordedEvent } from '../../events';
import { encode } from '../../events/codec';
import { type CommandName, type CommandOf, decide, subjectOf } from '../../src/domain/commands';
import type { Contact } from '../../src/domain/contact/contact';
import { type Decision, isRefusal, type Refusal, type RefusalCode } from '../../src/domain/decision';
import { violations } from '../events/published';
import { circumstances, type World } from './circumstances';
import { inconsistencies } from './inconsistencies';
import { asRecordedBefore, recordedAt, stateOf } from './subject-folds';

/** The facts so far, in the stream of the subject that the command is about. */
export const given = (...facts: readonly (LiaisonEvent | RecordedEvent)[]) => ({
  when: <Name extends CommandName>(
    name: Name,
    command: CommandOf<Name>,
    world: World = {},
  ): Expectation<Name> => new Expectation(name, command, world, facts.map(asRecordedBefore)),
});

/** What must follow from a command. Whatever is recorded is also proved sound (see `prove`). */
class Expectation<Name extends CommandName> {
  constructor(
    private readonly name: Name,
    private readonly command: CommandOf<Name>,
    private readonly world: World,
    private readonly facts: readonly RecordedEvent[],
  ) {}

  /** Exactly these events are recorded; sent again, the command records nothing. */
  // biome-ignore lint/suspicious/noThenProperty: given, when, then; nobody awaits an expectation.
  then(...expected: readonly LiaisonEvent[]): void {
    expect(this.prove(expected)).toEqual([]);
  }

  /** Exactly these events are recorded; sent again, the command is refused with the code. */
  thenOnce(code: RefusalCode, ...expected: readonly LiaisonEvent[]): void {
    expect(this.prove(expected)).toMatchObject({ refused: code });
  }

  /** It is already so. */
  thenNothing(): void {
    expect(this.decided(this.facts)).toEqual([]);
  }

  /** The business says no. */
  thenRefused(refused: RefusalCode, more: Omit<Refusal, 'refused'> = {}): void {
    expect(this.decided(this.facts)).toMatchObject({ refused, ...more });
  }

  private decided(facts: readonly RecordedEvent[]): Decision<LiaisonEvent> {
    return decide(this.name, this.command, stateOf(subjectOf(this.name), facts), circumstances(this.world));
  }

  /**
   * Proves of the events: as expected, plain JSON, true to their schemas, consistent one by one. Sends it
   * again.
   */
  private prove(expected: readonly LiaisonEvent[]): Decision<LiaisonEvent> {
    const events = this.decided(this.facts);
    expect(events).toEqual(expected);
    if (isRefusal(events)) throw new Error(`expected events, got the refusal ${events.refused}`);
    expect(JSON.parse(JSON.stringify(events))).toStrictEqual(events);
    expect(events.flatMap(schemaViolations)).toEqual([]);
    const { now, effectiveOn } = circumstances(this.world);
    const recorded = [...this.facts];
    for (const event of events) {
      recorded.push(recordedAt(now, event, effectiveOn));
      if (subjectOf(this.name) !== 'contact') continue;
      expect(inconsistencies(stateOf('contact', recorded) as Contact, now)).toEqual([]);
    }
    return this.decided(recorded);
  }
}

const schemaViolations = (event: LiaisonEvent): readonly string[] => {
  const encoded = encode(event);
  return violations(`${encoded.type}.v${encoded.version}`, encoded);
};
