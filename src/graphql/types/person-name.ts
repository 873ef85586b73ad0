import { Field, ObjectType } from 'type-graphql';
import type { PersonName as NameParts } from '../../../events';

/** A person's name. */
@ObjectType({ simpleResolvers: true, description: 'A person’s name.' })
export class PersonName {
  @Field(() => String, { nullable: true, description: 'Salutation or academic title before the name.' })
  readonly prefix: string | undefined;

  @Field(() => String, { nullable: true, description: 'Given name or names.' })
  readonly given: string | undefined;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  readonly family: string | undefined;

  @Field(() => String, { nullable: true, description: 'What stands after the name, such as Jr.' })
  readonly suffix: string | undefined;

  @Field(() => String, { description: 'The parts in the order prefix, given, family, suffix, for showing.' })
  readonly display: string;

  constructor({ prefix, given, family, suffix }: NameParts) {
    this.prefix = prefix;
    this.given = given;
    this.family = family;
    this.suffix = suffix;
    this.display = [prefix, given, family, suffix].filter((part) => part !== undefined).join(' ');
  }
}
