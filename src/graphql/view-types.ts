import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { FOLLOWS_FROM_SOURCE } from './execution/selection';
import { Position } from './scalars/position';

/**
 * Types whose objects never change: each is made of a row and an instant, and whatever stands on it as a property, or
 * is answered by a getter, follows from these two; but for positions, which tell of the view. A type with a getter
 * that asks anything else must name it below.
 */
const VIEW_TYPES = [
  'Account',
  'Affiliation',
  'Contact',
  'ContactChannel',
  'ContactInvitation',
  'ExternalId',
  'HeldRole',
  'PartnerOrganization',
  'PersonName',
  'ResourceRole',
  'UserAccess',
] as const;

/** Properties that follow from more than the row and the instant: other rows of the view. */
const OF_THE_VIEW: Readonly<Record<string, readonly string[]>> = { Contact: ['canSignIn'] };

/** Marks the properties of what never changes: their text can be kept. Comes before resolvers are put before them. */
export const markViewTypes = (schema: GraphQLSchema): GraphQLSchema => {
  for (const name of VIEW_TYPES) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`expected a type ${name} in the schema, got none`);
    for (const field of Object.values(type.getFields())) {
      if (field.resolve !== undefined || field.args.length > 0) continue;
      if (getNamedType(field.type) === Position || OF_THE_VIEW[name]?.includes(field.name) === true) continue;
      field.extensions = { ...field.extensions, [FOLLOWS_FROM_SOURCE]: true };
    }
  }
  return schema;
};
