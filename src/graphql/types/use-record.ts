import { Field, Int, ObjectType } from 'type-graphql';
import type { UseRecord as UseFacts, UseKind } from '../../audit/use-records/use-record';
import { enumOf } from '../enum-of';
import { DateTime } from '../scalars/date-time';
import { Uuid } from '../scalars/uuid';
import { ActorReference } from './actor-reference';
import { connectionOf } from './connection-of';

export const UseKindEnum = enumOf<UseKind>('UseKind', 'What a record of use is about.', {
  DENIAL: 'Somebody asked for what it may not have.',
  PERSONAL_READ: 'An auditor or administrator was shown personal data.',
  GAP: 'So many denials could not be recorded before this one.',
});

/** What was denied to whom, or whose personal data was shown to whom; ids and codes only. */
@ObjectType({
  simpleResolvers: true,
  description: 'What was denied to whom, or whose personal data was shown to whom: ids and codes only.',
})
export class UseRecord {
  @Field(() => Int, { description: 'Its place among the records, from 1 and without a gap.' })
  readonly sequence: number;

  @Field(() => DateTime, { description: 'When.' })
  readonly at: string;

  @Field(() => UseKindEnum, { description: 'What it is about.' })
  readonly kind: UseKind;

  @Field(() => ActorReference, { nullable: true, description: 'Who; null where nobody was identified.' })
  readonly actor: ActorReference | null;

  @Field(() => String, {
    description: 'Which query, mutation or subscription; `identify` where a token was not taken.',
  })
  readonly operation: string;

  @Field(() => String, { nullable: true, description: 'Why it was denied.' })
  readonly code: string | undefined;

  @Field(() => [Uuid], { description: 'Whom or what it is about; of many the first by their ids.' })
  readonly subjectIds: readonly string[];

  @Field(() => Int, { description: 'How many it is about.' })
  readonly subjectCount: number;

  @Field(() => String, {
    nullable: true,
    description: 'Where not all are named: SHA-256 (hex) of all their ids, sorted, each with a line end.',
  })
  readonly subjectDigest: string | undefined;

  @Field(() => Uuid, { nullable: true, description: 'The partner organization that decided.' })
  readonly partnerOrganizationId: string | undefined;

  @Field(() => String, { nullable: true, description: 'The same for everything that one request set off.' })
  readonly correlationId: string | undefined;

  @Field(() => String, {
    nullable: true,
    description: 'Why: the code or ticket that the request named (x-liaison-reason).',
  })
  readonly reason: string | undefined;

  @Field(() => Int, { description: 'How many of the same it stands for.' })
  readonly count: number;

  @Field(() => String, { description: 'SHA-256 (hex) that chains it to the record before it.' })
  readonly hash: string;

  constructor(record: UseFacts) {
    this.sequence = record.sequence;
    this.at = record.at;
    this.kind = record.kind;
    this.actor = record.actor === undefined ? null : new ActorReference(record.actor);
    this.operation = record.operation;
    this.code = record.code;
    this.subjectIds = record.subjects?.ids ?? [];
    this.subjectCount = record.subjects?.count ?? 0;
    this.subjectDigest = record.subjects?.digest;
    this.partnerOrganizationId = record.partnerOrganizationId;
    this.correlationId = record.correlationId;
    this.reason = record.purpose;
    this.count = record.count ?? 1;
    this.hash = record.hash;
  }
}

/** A page of records of use. */
export const UseRecordConnection = connectionOf<UseRecord>('UseRecord', 'records of use', () => UseRecord);
