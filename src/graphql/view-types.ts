import { type GraphQLFieldMap, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { FOLLOWS_FROM_READS, FOLLOWS_FROM_SOURCE } from './execution/selection';
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

/** The same of a page of contacts: of these nothing follows from more than the page and who is shown it. */
const PAGE_TYPES = ['ContactConnection', 'ContactEdge', 'PageInfo'] as const;

/**
 * Fields that follow from their source and from what their resolvers have noted as read (`NotedReads`), whoever asks;
 * or from their source and arguments alone.
 */
const READING_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Affiliation: ['account', 'partnerOrganization'],
  Contact: [
    'affiliations',
    'canSignIn',
    'channels',
    'manager',
    'partnerOrganization',
    'reportCount',
    'reports',
  ],
  HeldRole: ['role'],
  PartnerOrganization: ['activeUserCount', 'contactCount', 'contacts', 'head', 'parent'],
};

/** Marks the properties of what never changes: their text can be kept. Comes before resolvers are put before them. */
export const markViewTypes = (schema: GraphQLSchema): GraphQLSchema => {
  for (const name of [...VIEW_TYPES, ...PAGE_TYPES]) {
    for (const field of Object.values(fieldsOf(schema, name))) {
      if (field.resolve !== undefined || field.args.length > 0) continue;
      if (getNamedType(field.type) === Position) continue;
      field.extensions = { ...field.extensions, [FOLLOWS_FROM_SOURCE]: true };
    }
  }
  for (const [name, reading] of Object.entries(READING_FIELDS)) {
    const fields = fieldsOf(schema, name);
    for (const fieldName of reading) {
      const field = fields[fieldName];
      if (field === undefined) throw new Error(`expected a field ${name}.${fieldName}, got none`);
      field.extensions = { ...field.extensions, [FOLLOWS_FROM_READS]: true };
    }
  }
  return schema;
};

const fieldsOf = (schema: GraphQLSchema, name: string): GraphQLFieldMap<unknown, unknown> => {
  const type = schema.getType(name);
  if (isObjectType(type)) return type.getFields();
  throw new Error(`expected a type ${name} in the schema, got none`);
};
