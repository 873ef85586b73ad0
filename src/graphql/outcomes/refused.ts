import { Field, ObjectType } from 'type-graphql';
import type { FieldError, Refusal, RefusalCode } from '../../domain/decision';
import { REFUSAL_MESSAGES, RefusalCodeEnum } from './refusal-codes';

/** One fact about a refusal. */
@ObjectType({
  simpleResolvers: true,
  description: 'One fact about a refusal, such as which role or which manager.',
})
export class RefusalDetail {
  @Field(() => String, { description: 'What it tells, such as `roleCode`.' })
  readonly key: string;

  @Field(() => [String], { description: 'Ids, codes, dates or versions; never personal data.' })
  readonly values: readonly string[];

  constructor(key: string, values: readonly string[]) {
    this.key = key;
    this.values = values;
  }
}

/** One field of an input that is not of the right form. */
@ObjectType('FieldError', {
  simpleResolvers: true,
  description: 'One field of the input that is not of the right form.',
})
export class InputFieldError {
  @Field(() => String, { description: 'Path of the field, such as `input.channels.0.value`.' })
  readonly path: string;

  @Field(() => String, {
    description: 'What is expected, to follow the name of the field; never repeats the value.',
  })
  readonly message: string;

  constructor({ path, message }: FieldError) {
    this.path = path;
    this.message = message;
  }
}

/** The business says no. */
@ObjectType({ simpleResolvers: true, description: 'The command was refused; nothing was recorded.' })
export class Refused {
  @Field(() => RefusalCodeEnum, { description: 'Why; stable, made for programs.' })
  readonly code: RefusalCode;

  @Field(() => String, { description: 'What is wrong and what to do; made for people.' })
  readonly message: string;

  @Field(() => [RefusalDetail], { description: 'Which ids, codes or dates it is about.' })
  readonly details: readonly RefusalDetail[];

  @Field(() => [InputFieldError], {
    description: 'With VALIDATION_FAILED: each field that is not of the right form.',
  })
  readonly fieldErrors: readonly InputFieldError[];

  constructor({ refused, details = {}, fieldErrors = [] }: Refusal) {
    this.code = refused;
    this.message = REFUSAL_MESSAGES[refused];
    this.details = Object.entries(details).map(
      ([key, value]) => new RefusalDetail(key, typeof value === 'string' ? [value] : value),
    );
    this.fieldErrors = fieldErrors.map((error) => new InputFieldError(error));
  }
}
