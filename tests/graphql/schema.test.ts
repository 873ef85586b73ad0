import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { OPERATIONS } from '../../src/auth/policy';
import {
  accountCommands,
  contactCommands,
  INTERNAL_COMMANDS,
  partnerOrganizationCommands,
  roleCatalogueCommands,
} from '../../src/domain/commands';
import { buildLiaisonSchema, printLiaisonSchema } from '../../src/graphql/schema';

const describedTypes = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );

/** Every part of a schema that stands there without a word of explanation. */
const withoutDescription = (schema: GraphQLSchema): readonly string[] =>
  describedTypes(schema).flatMap((type) => {
    const parts: (readonly [string, string | null | undefined])[] = [[type.name, type.description]];
    const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some(
      (root) => root === type,
    );
    if (isRoot) parts.length = 0;
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        parts.push([`${type.name}.${field.name}`, field.description]);
        for (const { name, description } of field.args)
          parts.push([`${type.name}.${field.name}(${name})`, description]);
      }
    }
    if (isInputObjectType(type)) {
      for (const { name, description } of Object.values(type.getFields()))
        parts.push([`${type.name}.${name}`, description]);
    }
    if (isEnumType(type)) {
      for (const { name, description } of type.getValues()) parts.push([`${type.name}.${name}`, description]);
    }
    return parts.filter(([, description]) => (description ?? '').length < 3).map(([name]) => name);
  });

const fieldNames = (type: ReturnType<GraphQLSchema['getMutationType']>) =>
  Object.keys(type?.getFields() ?? {});

describe('the schema', () => {
  test('is the one that is committed; `npm run generate` brings schema.graphql up to date', () => {
    expect(printLiaisonSchema()).toBe(readFileSync('schema.graphql', 'utf8'));
  });

  test('explains every type, field, argument, input field and enum value', () => {
    expect(withoutDescription(buildLiaisonSchema())).toEqual([]);
  });

  test('would be caught with a part left unexplained', () => {
    const schema = buildSchema('type Query { a(b: Int): E } enum E { C } input I { d: Int }');
    expect(withoutDescription(schema)).toEqual(['Query.a', 'Query.a(b)', 'E', 'E.C', 'I', 'I.d']);
  });

  test('holds exactly the operations that the access policy decides on', () => {
    const schema = buildLiaisonSchema();
    const operations = [
      schema.getQueryType(),
      schema.getMutationType(),
      schema.getSubscriptionType(),
    ].flatMap(fieldNames);
    expect(operations.sort()).toEqual([...OPERATIONS].sort());
  });

  test('has a mutation of the same name for every command that is not internal', () => {
    const commands = Object.keys({
      ...contactCommands,
      ...partnerOrganizationCommands,
      ...roleCatalogueCommands,
      ...accountCommands,
    });
    const internal: readonly string[] = INTERNAL_COMMANDS;
    expect(fieldNames(buildLiaisonSchema().getMutationType()).sort()).toEqual(
      commands.filter((name) => !internal.includes(name)).sort(),
    );
  });

  test('is built once', () => {
    expect(buildLiaisonSchema()).toBe(buildLiaisonSchema());
  });
});
