import { type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { type Params, paramsOf } from './params';

type Storage = ReturnType<typeof getMetadataStorage>;
type FieldResolver = Storage['fieldResolvers'][number];
type Operation = Storage['queries'][number];
type Field = GraphQLField<unknown, unknown>;
type Resolve = GraphQLFieldResolver<unknown, unknown>;
type Method = (...params: readonly unknown[]) => unknown;

/**
 * Calls the methods behind fields without what TypeGraphQL asks anew for each call: which parameters there are, of
 * which classes, and by which rules they are checked. Whatever is not surely right goes to TypeGraphQL's own resolver,
 * which says what is wrong with it.
 */
export const resolveDirectly = (schema: GraphQLSchema): GraphQLSchema => {
  const { queries, mutations, fieldResolvers, objectTypes } = getMetadataStorage();
  const instances = new Map<unknown, object>();
  const instanceOf = (target: unknown): object => {
    const known = instances.get(target) ?? new (target as new () => object)();
    instances.set(target, known);
    return known;
  };
  for (const [type, operations] of [
    [schema.getQueryType(), queries],
    [schema.getMutationType(), mutations],
  ] as const) {
    for (const operation of operations) {
      const field = type?.getFields()[operation.schemaName];
      if (field !== undefined) callDirectly(field, operation, () => instanceOf(operation.target));
    }
  }
  for (const resolver of fieldResolvers) {
    const target = (resolver.getObjectType ?? resolver.resolverClassMetadata?.getObjectType)?.();
    const type = schema.getType(objectTypes.find((known) => known.target === target)?.name ?? '');
    const field = isObjectType(type) ? type.getFields()[resolver.schemaName] : undefined;
    if (field === undefined) continue;
    if (resolver.kind === 'external') callDirectly(field, resolver, () => instanceOf(resolver.target));
    else callOnSource(field, resolver, target);
  }
  return schema;
};

/** A method of a resolver class, which stands beside the type. */
const callDirectly = (field: Field, metadata: Operation | FieldResolver, instanceOf: () => object): void => {
  const params = paramsOf(metadata.params ?? []);
  const { resolve } = field;
  if (params === undefined || resolve === undefined || !isPlain(metadata)) return;
  const instance = instanceOf();
  field.resolve = called(params, resolve, methodOf(instance, metadata.methodName), () => instance);
};

/** A method or a getter of the type itself. */
const callOnSource = (field: Field, metadata: FieldResolver, target: unknown): void => {
  const params = paramsOf(metadata.params ?? []);
  const { resolve } = field;
  if (params === undefined || resolve === undefined || !isPlain(metadata)) return;
  if (typeof target !== 'function') return;
  const type = target as new () => object;
  const descriptor = Object.getOwnPropertyDescriptor(type.prototype, metadata.methodName);
  if (descriptor?.get !== undefined && metadata.methodName === field.name) {
    // A getter, which is a property for whoever reads it.
    delete field.resolve;
    return;
  }
  if (typeof descriptor?.value !== 'function') return;
  const direct = called(params, resolve, descriptor.value as Method, (source) => source);
  field.resolve = (source, args, context, info) =>
    (source instanceof type ? direct : resolve)(source, args, context, info);
};

const called =
  (params: Params, resolve: Resolve, method: Method, thisOf: (source: unknown) => unknown): Resolve =>
  (source, args, context, info) => {
    const values = params(source, args, context, info);
    return values === undefined
      ? resolve(source, args, context, info)
      : Reflect.apply(method, thisOf(source), values);
  };

const isPlain = ({ middlewares = [], roles }: Operation | FieldResolver): boolean =>
  middlewares.length === 0 && roles === undefined;

const methodOf = (instance: object, name: string): Method => {
  const method = (instance as Readonly<Record<string, unknown>>)[name];
  if (typeof method === 'function') return method as Method;
  throw new Error(`expected a method ${name} behind its field, got ${typeof method}`);
};
