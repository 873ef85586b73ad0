import { Field, ObjectType } from 'type-graphql';
import type { Warning as WarningFacts } from '../../handling/outcome';
import { enumOf } from '../enum-of';
import { Uuid } from '../scalars/uuid';

/** What is worth a look. */
export const WarningCodeEnum = enumOf<WarningFacts['code']>(
  'WarningCode',
  'What is worth a look after a command.',
  {
    POSSIBLE_DUPLICATE:
      'Other contacts have the same e-mail address, or the same name in the same organization.',
  },
);

/** Something worth a look that did not stop the command. */
@ObjectType({ simpleResolvers: true, description: 'Something worth a look that did not stop the command.' })
export class Warning {
  @Field(() => WarningCodeEnum, { description: 'What it is; made for programs.' })
  readonly code: WarningFacts['code'];

  @Field(() => String, { description: 'What it is and what to do; made for people.' })
  readonly message: string;

  @Field(() => [Uuid], { description: 'The contacts it is about.' })
  readonly contactIds: readonly string[];

  constructor({ code, contactIds }: WarningFacts) {
    this.code = code;
    this.message = 'The contact may be known already: compare it with those named here before you go on.';
    this.contactIds = contactIds;
  }
}
