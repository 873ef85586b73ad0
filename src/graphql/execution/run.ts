import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { Path } from 'graphql/jsutils/Path';
import type { CollectedErrors } from './collected-errors';
import type { FieldArguments } from './field-arguments';
import type { Reads } from './reads';
import type { WholeText } from './whole-texts';

/** What stays the same for every run of an operation. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** One run of a compiled operation. */
export interface Run extends Operation {
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly errors: CollectedErrors;
  /** Absent where no text of a whole object is kept. */
  readonly reads: Reads | undefined;
  /** The last text of a whole object that stands in the answer as it was kept. */
  lastWhole: WholeText | undefined;
}

export type Arguments = { [argument: string]: unknown };
type Resolve = NonNullable<GraphQLField<unknown, unknown>['resolve']>;

/** A value of the answer as JSON; null where it is null, which may make null of what it stands in. */
export type Text = string | null;

/** Makes of what a resolver answered what the client gets. `place` is the value's own path, `path` the field's. */
export type Complete = (run: Run, value: unknown, place: Path, path: Path) => Text | Promise<Text>;

/** What can be known of a field of the answer before anything is asked. */
export interface FieldPlan {
  /** Its name in the answer. */
  readonly key: string;
  readonly name: string;
  readonly parentType: GraphQLObjectType;
  readonly type: GraphQLOutputType;
  readonly nodes: readonly FieldNode[];
  readonly definition: GraphQLField<unknown, unknown>;
  /** Absent where the field is a property of its source. */
  readonly resolve: Resolve | undefined;
  readonly argumentsFor: FieldArguments;
  /** Whether nothing lies below it: then its path is made only for an error. */
  readonly isLeaf: boolean;
  readonly complete: Complete;
}

/** What graphql-js tells a resolver about where it is. */
export const infoOf = (run: Run, field: FieldPlan, path: Path): GraphQLResolveInfo => ({
  fieldName: field.name,
  fieldNodes: field.nodes,
  returnType: field.type,
  parentType: field.parentType,
  path,
  schema: run.schema,
  fragments: run.fragments,
  rootValue: run.rootValue,
  operation: run.operation,
  variableValues: run.variableValues as { [variable: string]: unknown },
});

/** Whether it must be waited for. */
export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** The same for a text, which is no other object. */
export const isAwaited = (text: Text | Promise<Text>): text is Promise<Text> =>
  typeof text === 'object' && text !== null;
