import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { completeAs } from './complete-value';
import { fieldArguments, variablesIn } from './field-arguments';
import type { Arguments, FieldPlan, Operation } from './run';
import { FOLLOWS_FROM_READS, FOLLOWS_FROM_SOURCE, notedOf, type Selection, selectionOf } from './selection';

/** Where one field of the answer stands in the document: at least once. */
type Nodes = readonly [FieldNode, ...FieldNode[]];
type Grouped = ReadonlyMap<string, readonly FieldNode[]>;

/** An operation of which one way its conditions turn out is planned. */
export interface Planned extends Operation {
  readonly conditions: Arguments;
  /** Whether texts may be kept with their sources: the plan is then one for a single kind of audience. */
  readonly keepsTexts: boolean;
}

/** Makes the plan of the fields that an operation asks for first; what lies below is planned when it is reached. */
export const compileRoot = (planned: Planned, type: GraphQLObjectType): Selection => {
  const { schema, fragments, conditions, operation } = planned;
  return compile(planned, type, collectFields(schema, fragments, conditions, type, operation.selectionSet));
};

const compile = (planned: Planned, type: GraphQLObjectType, grouped: Grouped): Selection => {
  const asked = askedOf(planned, type, grouped);
  return selectionOf(
    asked.map((one) => planOf(planned, one)),
    (field) => planned.keepsTexts && followsFromSource(planned, field),
    variablesOfWhole(planned, asked),
  );
};

/** A field that is asked for: by which name, where, and what the schema says of it. */
interface Asked {
  readonly key: string;
  readonly nodes: Nodes;
  readonly type: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
}

type Sought = Pick<FieldPlan, 'definition' | 'nodes'>;

const askedOf = (planned: Planned, type: GraphQLObjectType, grouped: Grouped): readonly Asked[] =>
  [...grouped].flatMap(([key, found]) => {
    const nodes = found as Nodes;
    const definition = definitionOf(planned, type, nodes);
    return definition === undefined ? [] : [{ key, nodes, type, definition }];
  });

const planOf = (planned: Planned, asked: Asked): FieldPlan => {
  const { key, nodes, type, definition } = asked;
  const plan: FieldPlan = {
    key,
    name: definition.name,
    parentType: type,
    type: definition.type,
    nodes,
    definition,
    resolve: definition.resolve,
    argumentsFor: fieldArguments(definition, nodes[0]),
    isLeaf: isLeaf(definition.type),
    complete: completeAs(definition.type, {
      field: () => plan,
      selectionFor: (below) => compile(planned, below, subfieldsOf(planned, below, nodes)),
    }),
  };
  return plan;
};

const subfieldsOf = (
  { schema, fragments, conditions }: Planned,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Grouped => collectSubfields(schema, fragments, conditions, type, nodes);

/**
 * Whether the whole text of a field follows from its source: the field is marked, and so is all that is asked for below
 * it. What is noted below could not be told of without the object it is about.
 */
const followsFromSource = (planned: Planned, { definition, nodes }: Sought): boolean => {
  if (definition === TypeNameMetaFieldDef) return true;
  if (definition.extensions[FOLLOWS_FROM_SOURCE] !== true || definition.args.length > 0) return false;
  const type = getNamedType(definition.type);
  if (!isObjectType(type)) return isLeafType(type);
  return askedOf(planned, type, subfieldsOf(planned, type, nodes)).every(
    (below) => notedOf(below.definition) === undefined && followsFromSource(planned, below),
  );
};

/** The variables that the text of a whole object depends on; undefined where it depends on more than can be told. */
const variablesOfWhole = (planned: Planned, fields: readonly Sought[]): readonly string[] | undefined => {
  const names = new Set<string>();
  const isTold = planned.keepsTexts && fields.every((field) => followsFromReads(planned, field, names));
  return isTold ? [...names] : undefined;
};

/**
 * Whether the whole text of a field follows from its source, from its arguments, and from what is noted as read for it:
 * it is marked, and so is all that is asked for below it. `variables` is told which ones it depends on.
 */
const followsFromReads = (
  planned: Planned,
  { definition, nodes }: Sought,
  variables: Set<string>,
): boolean => {
  if (definition === TypeNameMetaFieldDef) return true;
  const { [FOLLOWS_FROM_SOURCE]: fromSource, [FOLLOWS_FROM_READS]: fromReads } = definition.extensions;
  if (fromSource !== true && fromReads !== true) return false;
  for (const { value } of nodes.flatMap((node) => node.arguments ?? []))
    for (const name of variablesIn(value)) variables.add(name);
  const type = getNamedType(definition.type);
  if (!isObjectType(type)) return isLeafType(type);
  return askedOf(planned, type, subfieldsOf(planned, type, nodes)).every((below) =>
    followsFromReads(planned, below, variables),
  );
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

const isLeaf = (type: GraphQLOutputType): boolean => isLeafType(isNonNullType(type) ? type.ofType : type);
