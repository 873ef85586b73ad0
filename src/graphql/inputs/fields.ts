import { Allow, ValidateNested } from 'class-validator';
import { Field } from 'type-graphql';
import { DateScalar } from '../scalars/date';
import { DateTime } from '../scalars/date-time';
import { Uuid } from '../scalars/uuid';
import { AreTextsOf, charactersInWords, IsTextOf, type ListRule, type TextRule } from './text-rules';

type TypeThunk = Parameters<typeof Field>[0] & (() => unknown);

interface Optional {
  readonly nullable?: boolean;
  readonly defaultValue?: unknown;
}

/** A field of an input with its type, its description and the rules its value must keep. */
export const InputField =
  (
    type: TypeThunk,
    description: string,
    optional: Optional = {},
    ...rules: readonly PropertyDecorator[]
  ): PropertyDecorator =>
  (target, name) => {
    Field(type, { description, ...optional })(target, name);
    // class-validator refuses inputs it knows nothing about; this tells it that the field belongs here.
    for (const rule of [Allow(), ...rules]) rule(target, name);
  };

/** A bounded text; the bounds become part of the description. */
export const TextField = (description: string, rule: TextRule, optional?: Optional): PropertyDecorator =>
  InputField(() => String, `${description} ${inWords(rule)}.`, optional, IsTextOf(rule));

/** A bounded list of bounded texts; the bounds become part of the description. */
export const TextsField = (description: string, rule: ListRule, optional?: Optional): PropertyDecorator =>
  InputField(
    () => [String],
    `${description} At most ${rule.itemsMax}, each ${inWords(rule)}.`,
    optional,
    AreTextsOf(rule),
  );

/** The id of a thing. */
export const IdField = (description: string, optional?: Optional): PropertyDecorator =>
  InputField(() => Uuid, description, optional);

/** A day; its form is checked by the scalar. */
export const DateField = (description: string, optional?: Optional): PropertyDecorator =>
  InputField(() => DateScalar, description, optional);

/** An instant; its form is checked by the scalar. */
export const DateTimeField = (description: string, optional?: Optional): PropertyDecorator =>
  InputField(() => DateTime, description, optional);

/** An input within an input, whose own rules are kept too. */
export const NestedField = (type: TypeThunk, description: string, optional?: Optional): PropertyDecorator =>
  InputField(type, description, optional, ValidateNested());

const inWords = (rule: TextRule): string => {
  const form = rule.formInWords === undefined ? '' : `: ${rule.formInWords}`;
  const bounds = charactersInWords(rule);
  return `${bounds[0]?.toUpperCase() ?? ''}${bounds.slice(1)}${form}`;
};
