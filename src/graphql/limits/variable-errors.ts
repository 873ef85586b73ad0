import {
  coerceInputValue,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { ERRORS_MAX } from './bounds';

/** The most characters of a path that an error shows. */
const PATH_CHARACTERS_MAX = 200;

type Path = readonly (string | number)[];
type Variables = Readonly<Record<string, unknown>>;

/**
 * What is wrong with the variables, each with its path. Unlike graphql-js it never repeats the value: that
 * may be a person's name or address, and errors travel far.
 */
export const variableErrors = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
): readonly GraphQLError[] =>
  (operation.variableDefinitions ?? [])
    .flatMap((definition) => errorsOf(schema, definition, variables))
    .slice(0, ERRORS_MAX);

const errorsOf = (
  schema: GraphQLSchema,
  definition: VariableDefinitionNode,
  variables: Variables,
): readonly GraphQLError[] => {
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type);
  if (!isInputType(type)) return [];
  if (!Object.hasOwn(variables, name)) {
    const required = isNonNullType(type) && definition.defaultValue === undefined;
    return required ? [errorAt(name, [], `expected ${type}, got nothing`)] : [];
  }
  const found: GraphQLError[] = [];
  coerceInputValue(variables[name], type, (path, _value, error) => {
    if (found.length < ERRORS_MAX) found.push(errorAt(name, path, explain(type, path, error)));
  });
  return found;
};

/**
 * graphql-js repeats the value in most of its messages; those about a field and those of our own scalars do
 * not.
 */
const explain = (type: GraphQLInputType, path: Path, error: GraphQLError): string => {
  const own = error.originalError instanceof GraphQLError ? error.originalError : error;
  if (own.extensions.code !== undefined) return own.message;
  const aboutField =
    /^Field "[^"]{1,100}" (is not defined by type|of required type) "[^"]+"( was not provided)?/;
  return aboutField.exec(error.message)?.[0] ?? `expected ${typeAt(type, path) ?? type}`;
};

const typeAt = (type: GraphQLInputType, [step, ...rest]: Path): GraphQLInputType | undefined => {
  if (step === undefined) return type;
  const open = isNonNullType(type) ? type.ofType : type;
  if (isListType(open)) return typeAt(open.ofType, typeof step === 'number' ? rest : [step, ...rest]);
  const field = isInputObjectType(open) ? open.getFields()[step] : undefined;
  return field === undefined ? undefined : typeAt(field.type, rest);
};

const errorAt = (variable: string, path: Path, what: string): GraphQLError => {
  const place = [variable, ...path].join('.').slice(0, PATH_CHARACTERS_MAX);
  return new GraphQLError(`Variable at ${place}: ${what}.`, {
    extensions: { code: 'BAD_USER_INPUT', path: place },
  });
};
