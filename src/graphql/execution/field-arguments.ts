import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  getArgumentValues,
  isNonNullType,
  type ValueNode,
  valueFromAST,
} from 'graphql';
import type { Arguments } from './run';

/** The arguments of a field in one run, each time an object of its own: what a resolver does to it concerns no row. */
export type FieldArguments = (variables: Readonly<Record<string, unknown>>) => Arguments;

type Definition = Pick<GraphQLField<unknown, unknown>, 'args'>;

/** Puts one argument among the others; false where it is wrong. */
type Put = (into: Arguments, variables: Readonly<Record<string, unknown>>) => boolean;

/**
 * Makes of the arguments that stand in a document what `getArgumentValues` of graphql-js makes of them, with what does
 * not depend on variables worked out once. What is wrong with them it says itself, at each place that asks.
 */
export const fieldArguments = (definition: Definition, node: FieldNode): FieldArguments => {
  if (definition.args.length === 0) return () => ({});
  const puts = definition.args.map((argument) => putOf(argument, node));
  return (variables) => {
    const made: Arguments = {};
    for (const put of puts) {
      if (put === undefined || !put(made, variables))
        return getArgumentValues(definition as GraphQLField<unknown, unknown>, node, variables as Arguments);
    }
    return made;
  };
};

/** Undefined where the argument is to be worked out each time. */
const putOf = (argument: GraphQLArgument, node: FieldNode): Put | undefined => {
  const value = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
  if (value === undefined) return putDefault(argument);
  if (value.kind === 'Variable') return putVariable(argument, value.name.value);
  return variablesIn(value).length > 0 ? undefined : putConstant(argument, value);
};

const putDefault = ({ name, defaultValue, type }: GraphQLArgument): Put => {
  if (defaultValue === undefined) return () => !isNonNullType(type);
  return (into) => {
    into[name] = defaultValue;
    return true;
  };
};

const putVariable = (argument: GraphQLArgument, variable: string): Put => {
  const { name, type } = argument;
  const withoutIt = putDefault(argument);
  return (into, variables) => {
    if (!Object.hasOwn(variables, variable)) return withoutIt(into, variables);
    const value = variables[variable];
    if (value === undefined || (value === null && isNonNullType(type))) return false;
    into[name] = value;
    return true;
  };
};

const putConstant = ({ name, type }: GraphQLArgument, node: ValueNode): Put => {
  const value: unknown = valueFromAST(node, type);
  return (into) => {
    if (value === undefined) return false;
    into[name] = value;
    return true;
  };
};

/** The variables that a value of a document depends on. */
export const variablesIn = (value: ValueNode): readonly string[] => {
  if (value.kind === 'Variable') return [value.name.value];
  if (value.kind === 'ListValue') return value.values.flatMap(variablesIn);
  return value.kind === 'ObjectValue' ? value.fields.flatMap((field) => variablesIn(field.value)) : [];
};
