import {
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';
import { inputReader, type ReadInput, WRONG } from './input-reader';

type Given = Readonly<Record<string, unknown>>;

/** Variables as resolvers are given them. */
export type Variables = { readonly [name: string]: unknown };

/** Reads the variables of a request; undefined where something is wrong with them. */
export type ReadVariables = (given: Given) => Variables | undefined;

interface Variable {
  readonly name: string;
  readonly read: ReadInput;
  readonly isRequired: boolean;
  /** Undefined where nothing stands for what was not given. */
  readonly fallback: (() => unknown) | undefined;
}

/**
 * Reads variables as `getVariableValues` of graphql-js does, with what does not depend on the request worked out once.
 * Undefined where the operation has a variable of a type that is no input.
 */
export const variableReader = (
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): ReadVariables => {
  const variables = variableDefinitions.map((definition) => variableOf(schema, definition));
  return (given) => {
    const read: Record<string, unknown> = {};
    for (const variable of variables) {
      const value = variable === undefined ? WRONG : valueOfVariable(variable, given);
      if (value === WRONG) return undefined;
      if (variable !== undefined && value !== ABSENT) read[variable.name] = value;
    }
    return read;
  };
};

const ABSENT = Symbol('absent');

const variableOf = (
  schema: GraphQLSchema,
  { variable, type: node, defaultValue }: VariableDefinitionNode,
): Variable | undefined => {
  const type = typeFromAST(schema, node);
  if (!isInputType(type)) return undefined;
  return {
    name: variable.name.value,
    read: inputReader(type),
    isRequired: isNonNullType(type),
    fallback: defaultValue === undefined ? undefined : () => valueFromAST(defaultValue, type),
  };
};

const valueOfVariable = ({ name, read, isRequired, fallback }: Variable, given: Given): unknown => {
  if (Object.hasOwn(given, name)) return read(given[name]);
  if (fallback !== undefined) return fallback();
  return isRequired ? WRONG : ABSENT;
};
