import { Max, Min } from 'class-validator';
import { ArgsType, InputType, Int } from 'type-graphql';
import { DateTime } from '../scalars/date-time';
import { Position } from '../scalars/position';
import { CURSOR, PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from './bounds';
import { InputField, NestedField, TextField } from './fields';

/** The past state a query asks for. */
@InputType({ description: 'A past state of the log: give exactly one of the two.' })
export class AsOf {
  @InputField(() => Position, 'The state right after this position.', { nullable: true })
  readonly position?: string | null;

  @InputField(() => DateTime, 'The state that was known at this instant; it must not lie ahead.', {
    nullable: true,
  })
  readonly recordedAt?: string | null;
}

/** Which state of the log a query speaks of. */
@ArgsType()
export class ReadArgs {
  @NestedField(() => AsOf, 'Answer as it would have been answered then; the present where left out.', {
    nullable: true,
  })
  readonly asOf?: AsOf | null;

  @InputField(
    () => Position,
    'Wait until the answer reflects at least this position, such as the one a mutation has just answered.',
    { nullable: true },
  )
  readonly minPosition?: string | null;
}

const pageSizeRules = [
  Min(1, { message: `must be 1 to ${PAGE_SIZE_MAX}` }),
  Max(PAGE_SIZE_MAX, { message: `must be 1 to ${PAGE_SIZE_MAX}` }),
];
const FIRST = `How many to answer, 1 to ${PAGE_SIZE_MAX}.`;
const AFTER = 'Answer what follows this cursor of an earlier answer to the same question.';

/** Which page of a list within an answer. */
@ArgsType()
export class PageArgs {
  @InputField(() => Int, FIRST, { defaultValue: PAGE_SIZE_DEFAULT }, ...pageSizeRules)
  declare readonly first: number;

  @TextField(AFTER, CURSOR, { nullable: true })
  readonly after?: string | null;
}

/** Which page of a list, in which state of the log. */
@ArgsType()
export class ReadPageArgs extends ReadArgs {
  @InputField(() => Int, FIRST, { defaultValue: PAGE_SIZE_DEFAULT }, ...pageSizeRules)
  declare readonly first: number;

  @TextField(AFTER, CURSOR, { nullable: true })
  readonly after?: string | null;
}
