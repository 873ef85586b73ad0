import type { ValidationError } from 'class-validator';
import type { FieldError } from '../../domain/decision';
import { ITEM_FAULT } from './text-rules';

/** The most field errors one answer lists. */
export const FIELD_ERRORS_MAX = 50;

/**
 * What class-validator found, as paths from the argument (`input.channels.0.value`); values are never
 * repeated.
 */
export const fieldErrorsOf = (
  found: readonly ValidationError[],
  argument: string | undefined,
): readonly FieldError[] =>
  found
    .flatMap((error) => errorsAt(error, argument === undefined ? '' : `${argument}.`))
    .slice(0, FIELD_ERRORS_MAX);

const errorsAt = (
  { property, constraints = {}, children = [] }: ValidationError,
  prefix: string,
): FieldError[] => {
  const path = `${prefix}${property}`;
  return [
    ...Object.values(constraints).map((message) => errorOf(path, message)),
    ...children.flatMap((child) => errorsAt(child, `${path}.`)),
  ];
};

const errorOf = (path: string, message: string): FieldError => {
  const [, item, itemMessage] = ITEM_FAULT.exec(message) ?? [];
  return item === undefined
    ? { path, message }
    : { path: `${path}.${item}`, message: itemMessage ?? message };
};
