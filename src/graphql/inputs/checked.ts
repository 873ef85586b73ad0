import { type ValidationError, validateOrReject } from 'class-validator';
import { ArgumentValidationError } from 'type-graphql';

/**
 * Arguments that type-graphql does not check by itself (those of a subscription), by the rules of their
 * class.
 */
export const checked = async <Arguments extends object>(
  type: new () => Arguments,
  given: unknown,
): Promise<Arguments> => {
  const instance = Object.assign(new type(), given);
  try {
    await validateOrReject(instance, { skipMissingProperties: true, forbidUnknownValues: true });
  } catch (found) {
    if (!Array.isArray(found)) throw found;
    throw new ArgumentValidationError(found as ValidationError[]);
  }
  return instance;
};
