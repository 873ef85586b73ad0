import { Args, ArgsType, Ctx, InputType, Query, Resolver } from 'type-graphql';
import { cursorOf, placeOf } from '../../../projections/cursor';
import type { UseKind } from '../../audit/use-records/use-record';
import type { Context } from '../context';
import { IDENTITY_ID, OPERATION } from '../inputs/bounds';
import { DateTimeField, InputField, NestedField, TextField } from '../inputs/fields';
import { PageArgs } from '../inputs/read-args';
import { present } from '../present';
import { presentView } from '../read/view';
import { type ConnectionOf, connectionFrom } from '../types/connection-of';
import { UseKindEnum, UseRecord, UseRecordConnection } from '../types/use-record';

/** Which records of use are wanted. */
@InputType({ description: 'Which records are wanted: those for which everything that is given holds.' })
export class UseRecordFilter {
  @TextField('Of this actor.', IDENTITY_ID, { nullable: true })
  readonly actorId?: string | null;

  @TextField('Of this query, mutation or subscription.', OPERATION, { nullable: true })
  readonly operation?: string | null;

  @InputField(() => UseKindEnum, 'Of this kind.', { nullable: true })
  readonly kind?: UseKind | null;

  @DateTimeField('Recorded at this instant or later.', { nullable: true })
  readonly from?: string | null;

  @DateTimeField('Recorded before this instant.', { nullable: true })
  readonly to?: string | null;
}

/** Arguments of `recordsOfUse`. */
@ArgsType()
export class RecordsOfUseArgs extends PageArgs {
  @NestedField(() => UseRecordFilter, 'Which records are wanted; all where left out.', { nullable: true })
  readonly filter?: UseRecordFilter | null;
}

/** The query `recordsOfUse`. */
@Resolver()
export class RecordsOfUseQuery {
  @Query(() => UseRecordConnection, {
    description:
      'Who was denied what, and who was shown personal data by its office; the newest first. `totalCount` ' +
      'counts up to 100,000.',
  })
  async recordsOfUse(
    @Args(() => RecordsOfUseArgs) args: RecordsOfUseArgs,
    @Ctx() { useLog, liaison }: Context,
  ): Promise<ConnectionOf<UseRecord>> {
    if (useLog === undefined) throw new Error('expected a log of use, got none');
    const filter = present({ ...args.filter });
    const question = `records-of-use ${JSON.stringify(filter)}`;
    const after = typeof args.after === 'string' ? Number(placeOf(question, args.after).sort) : undefined;
    const { records, ...page } = await useLog.page(filter, present({ first: args.first, after }));
    const rows = records.map((row) => ({
      row,
      cursor: cursorOf(question, { sort: row.sequence, key: 'record' }),
    }));
    const view = await presentView(liaison);
    return connectionFrom(UseRecordConnection, { ...page, rows }, args, view, (row) => new UseRecord(row));
  }
}
