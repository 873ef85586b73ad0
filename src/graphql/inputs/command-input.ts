import { Max, Min } from 'class-validator';
import { InputType, Int } from 'type-graphql';
import { IDEMPOTENCY_KEY, REASON, VERSION_MAX } from './bounds';
import { DateField, InputField, TextField } from './fields';

/** What every command carries besides its content. */
@InputType()
export abstract class CommandInput {
  @TextField(
    'Chosen by the client, one for each thing it wants done: the same key with the same content ' +
      'answers the first result again and does nothing twice. Kept in the clear for ever, so it must not ' +
      'hold personal data; a UUID is a good choice.',
    IDEMPOTENCY_KEY,
  )
  declare readonly idempotencyKey: string;

  @InputField(
    () => Int,
    'Refuses the command with VERSION_CONFLICT where the subject has another version by now. Leave ' +
      'out to act on whatever is there.',
    { nullable: true },
    Min(0, { message: 'must be 0 or more' }),
    Max(VERSION_MAX, { message: `must be at most ${VERSION_MAX}` }),
  )
  readonly expectedVersion?: number | null;

  @TextField('Why it is done; kept with the events. Needed where `effectiveOn` lies in the past.', REASON, {
    nullable: true,
  })
  readonly reason?: string | null;

  @DateField(
    'Day on which it became true; today where left out. A past day needs a reason, a coming day is refused.',
    {
      nullable: true,
    },
  )
  readonly effectiveOn?: string | null;

  @InputField(() => Boolean, 'Answers the events and refusals that there would be, and records nothing.', {
    defaultValue: false,
  })
  declare readonly dryRun: boolean;
}
