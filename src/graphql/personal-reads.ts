import { defaultFieldResolver, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import type { Context } from './context';
import { NOTED, type Note, type Noted } from './execution/selection';

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
    const note = noteOf(name, subjectOf);
    for (const field of fields) watch(type, field, note);
  }
  return schema;
};

const noteOf =
  (type: string, subjectOf: SubjectOf): Note =>
  (source, context, path) => {
    const subjectId = subjectOf(source);
    if (subjectId === undefined) throw new Error(`Expected ${type} to say whom it is about`);
    (context as Context).use?.read(path, subjectId);
  };

const watch = (type: GraphQLObjectType, name: string, note: Note): void => {
  const field = type.getFields()[name];
  if (field === undefined) throw new Error(`Expected a field ${type.name}.${name}, got none`);
  const { resolve } = field;
  const noted: Noted = { note, resolve };
  field.extensions = { ...field.extensions, [NOTED]: noted };
  field.resolve = (source, args, context: Context, info) => {
    note(source, context, info.path);
    return (resolve ?? defaultFieldResolver)(source, args, context, info);
  };
};
