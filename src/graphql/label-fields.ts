import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldMap,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { relationsPermitted } from '../auth/policy';
import type { Context } from './context';
import { DATA_CLASSES, type DataClass } from './data-classes';

/** The class table of a schema, as `DATA_CLASSES` has it. */
export type ClassTable = typeof DATA_CLASSES;

/**
 * Labels every field with its data class and hides what the actor’s kind may not see of an object that it
 * sees. A field without a class, and a class without a field, are our fault and refuse the schema.
 */
export const labelFields = (schema: GraphQLSchema, table: ClassTable = DATA_CLASSES): GraphQLSchema => {
  const fields = fieldsOf(schema);
  const wrong = [...unlabelled(fields, table), ...unknown(fields, table)];
  if (wrong.length > 0) throw new Error(`expected one data class for each field, got ${wrong.join('; ')}`);
  for (const { type, field } of fields) label(field, classOf(table, type, field.name));
  return schema;
};

/** The class a field was labelled with. */
export const dataClassOf = ({ extensions }: { readonly extensions: unknown }): DataClass | undefined =>
  (extensions as { readonly dataClass?: DataClass }).dataClass;

interface Member {
  readonly type: string;
  readonly field: GraphQLField<unknown, Context>;
}

const fieldsOf = (schema: GraphQLSchema): readonly Member[] =>
  Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isIntrospectionType(type) || !(isObjectType(type) || isInterfaceType(type))) return [];
    const fields: GraphQLFieldMap<unknown, Context> = type.getFields();
    return Object.values(fields).map((field) => ({ type: type.name, field }));
  });

const unlabelled = (fields: readonly Member[], table: ClassTable): readonly string[] =>
  fields.flatMap(({ type, field }) =>
    classOf(table, type, field.name) === undefined ? [`${type}.${field.name} without a class`] : [],
  );

const unknown = (fields: readonly Member[], table: ClassTable): readonly string[] => {
  const known = new Set(fields.flatMap(({ type, field }) => [type, `${type}.${field.name}`]));
  return Object.entries(table).flatMap(([type, labels]) => {
    const names = typeof labels === 'string' ? [type] : Object.keys(labels).map((name) => `${type}.${name}`);
    return names.filter((name) => !known.has(name)).map((name) => `a class for ${name}, which is no field`);
  });
};

const classOf = (table: ClassTable, type: string, field: string): DataClass | undefined => {
  if (!Object.hasOwn(table, type)) return undefined;
  const labels = table[type];
  if (typeof labels === 'string' || labels === undefined) return labels;
  return Object.hasOwn(labels, field) ? labels[field] : undefined;
};

const label = (field: GraphQLField<unknown, Context>, dataClass: DataClass | undefined): void => {
  if (dataClass === undefined) return;
  field.extensions = { ...field.extensions, dataClass };
  if (dataClass !== 'personal' && dataClass !== 'secret') return;
  const right = dataClass === 'personal' ? 'readPersonal' : 'readSecret';
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (root, args, context, info) => {
    const { actor } = context;
    if (actor !== undefined && relationsPermitted(actor.kind, right).length > 0)
      return resolve(root, args, context, info);
    if (!isNonNullType(field.type)) return null;
    // Reached only through a field that is hidden itself; a way around that is our fault.
    throw new Error(`expected ${info.parentType.name}.${field.name} to be hidden with its object`);
  };
};
