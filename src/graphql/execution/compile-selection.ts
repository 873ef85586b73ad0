import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getArgumentValues,
  isLeafType,
  isNonNullType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { completeAs } from './complete-value';
import { type Selection, selectionOf } from './execute-fields';
import type { Arguments, FieldPlan, Operation } from './run';

type Grouped = ReadonlyMap<string, readonly FieldNode[]>;

/** Makes the plan of the fields that an operation asks for first; what lies below is planned when it is reached. */
export const compileRoot = (
  operation: Operation,
  conditions: Arguments,
  type: GraphQLObjectType,
): Selection => {
  const { schema, fragments, operation: node } = operation;
  return compile(
    operation,
    conditions,
    type,
    collectFields(schema, fragments, conditions, type, node.selectionSet),
  );
};

const compile = (
  operation: Operation,
  conditions: Arguments,
  type: GraphQLObjectType,
  grouped: Grouped,
): Selection =>
  selectionOf(
    [...grouped].flatMap(([key, nodes]) => {
      const definition = definitionOf(operation, type, nodes);
      return definition === undefined
        ? []
        : [planOf(operation, conditions, { key, nodes, type, definition })];
    }),
  );

/** A field that is asked for: by which name, where, and what the schema says of it. */
interface Asked {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly type: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
}

const planOf = (operation: Operation, conditions: Arguments, asked: Asked): FieldPlan => {
  const { key, nodes, type, definition } = asked;
  const { schema, fragments } = operation;
  const fixedArguments = fixedArgumentsOf(asked);
  const plan: FieldPlan = {
    key,
    name: definition.name,
    parentType: type,
    type: definition.type,
    nodes,
    definition,
    resolve: definition.resolve,
    fixedArguments,
    isLeaf: isLeaf(definition.type),
    complete: completeAs(definition.type, {
      field: () => plan,
      selectionFor: (below) =>
        compile(operation, conditions, below, collectSubfields(schema, fragments, conditions, below, nodes)),
    }),
  };
  return plan;
};

/** A field of the type, or one of those that every type or the query has by itself. */
const definitionOf = (
  { schema }: Operation,
  type: GraphQLObjectType,
  [node]: readonly FieldNode[],
): GraphQLField<unknown, unknown> | undefined => {
  const name = node?.name.value ?? '';
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (schema.getQueryType() === type) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return type.getFields()[name];
};

const fixedArgumentsOf = ({ definition, nodes: [node] }: Asked): Arguments | undefined => {
  if (node === undefined || node.arguments?.some(({ value }) => mentionsVariable(value))) return undefined;
  try {
    return getArgumentValues(definition, node, {});
  } catch {
    // What is wrong with them is an error of each place where the field is asked for.
    return undefined;
  }
};

const mentionsVariable = (value: ValueNode): boolean => {
  if (value.kind === 'Variable') return true;
  if (value.kind === 'ListValue') return value.values.some(mentionsVariable);
  return value.kind === 'ObjectValue' && value.fields.some((field) => mentionsVariable(field.value));
};

const isLeaf = (type: GraphQLOutputType): boolean => isLeafType(isNonNullType(type) ? type.ofType : type);
