import { Field, Int, InterfaceType } from 'type-graphql';
import type { Done, WouldRecord } from '../../handling/outcome';
import type { View } from '../read/view';
import { Position, positionText } from '../scalars/position';
import { CommandEvent } from './command-event';
import { Consequence } from './consequence';
import { Warning } from './warning';

/** What every command that was not refused answers. */
@InterfaceType({ description: 'What every command answers that was not refused.' })
export abstract class Change {
  @Field(() => Position, {
    description: 'Position that reflects the command: give it as `minPosition` to read your own write.',
  })
  readonly position: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Version of the thing after the command; null in a dry run that would make it.',
  })
  readonly version: number | null;

  @Field(() => [CommandEvent], {
    description: 'What the command recorded, or would record; empty where it was already so.',
  })
  readonly events: readonly CommandEvent[];

  @Field(() => Boolean, {
    description: 'Whether the command had been done before by the same key; nothing was recorded now.',
  })
  readonly replayed: boolean;

  @Field(() => Boolean, {
    description: 'Whether this was a dry run: nothing was recorded, and the thing is as it stands.',
  })
  readonly dryRun: boolean;

  @Field(() => Boolean, {
    description: 'Whether the thing below may not yet reflect the command: read it again with `minPosition`.',
  })
  readonly lagging: boolean;

  @Field(() => [Warning], { description: 'What is worth a look and did not stop the command.' })
  readonly warnings: readonly Warning[];

  @Field(() => [Consequence], { description: 'What follows for other contacts.' })
  readonly consequences: readonly Consequence[];

  constructor(
    readonly outcome: Done | WouldRecord,
    readonly view: View,
    storeId: string,
    warnings: readonly Warning[] = [],
  ) {
    this.position = positionText({ storeId }, outcome.position);
    this.version = outcome.version < 0 ? null : outcome.version;
    this.dryRun = outcome.outcome === 'would-record';
    this.replayed = outcome.outcome === 'done' && outcome.replayed;
    this.lagging = outcome.outcome === 'done' && outcome.lagging;
    this.events = eventsOf(outcome, storeId);
    this.warnings = warnings;
    this.consequences = outcome.consequences.map((consequence) => new Consequence(consequence));
  }
}

const eventsOf = (outcome: Done | WouldRecord, storeId: string): readonly CommandEvent[] =>
  outcome.outcome === 'done'
    ? outcome.events.map(
        (event) => new CommandEvent(event, { event, position: positionText({ storeId }, event.position) }),
      )
    : outcome.events.map((event) => new CommandEvent(event));
