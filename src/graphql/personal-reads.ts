import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import type { Context } from './context';

type SubjectOf = (source: unknown) => string | undefined;

/** A type with fields that tell something about a person, and whom they tell it about. */
interface PersonalType {
  readonly fields: readonly string[];
  readonly subjectOf: SubjectOf;
}

const idUnder =
  (name: 'id' | 'contactId'): SubjectOf =>
  (source) => {
    const id = (source as Readonly<Record<string, unknown>>)[name];
    return typeof id === 'string' ? id : undefined;
  };

/**
 * Where personal data enters an answer. What lies beneath one of these (a part of a name, the value of a channel) is
 * reached through it only.
 */
export const PERSONAL_FIELDS: Readonly<Record<string, PersonalType>> = {
  Contact: {
    fields: ['name', 'title', 'department', 'channels', 'email', 'phone'],
    subjectOf: idUnder('id'),
  },
  UserAccess: { fields: ['login'], subjectOf: idUnder('contactId') },
  FlavorStep: { fields: ['reason'], subjectOf: idUnder('contactId') },
};

/** Notes each read of personal data with the request that reads it, before the answer leaves. */
export const watchPersonalReads = (schema: GraphQLSchema): GraphQLSchema => {
  for (const [name, { fields, subjectOf }] of Object.entries(PERSONAL_FIELDS)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`Expected a type ${name} in the schema, got none`);
    for (const field of fields) watch(type, field, subjectOf);
  }
  return schema;
};

const watch = (type: GraphQLObjectType, name: string, subjectOf: SubjectOf): void => {
  const field = type.getFields()[name];
  if (field === undefined) throw new Error(`Expected a field ${type.name}.${name}, got none`);
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, args, context: Context, info) => {
    const subjectId = subjectOf(source);
    if (subjectId === undefined) throw new Error(`Expected ${type.name} to say whom it is about`);
    context.use?.read(info.path, subjectId);
    return resolve(source, args, context, info);
  };
};
