import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  type GraphQLError,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { CollectedErrors } from './collected-errors';
import { compileRoot } from './compile-selection';
import { objectText, objectTextInTurn } from './execute-fields';
import { type Framed, framedOf } from './framed';
import { jsonText } from './json-text';
import { readsOf } from './reads';
import { type Arguments, isAwaited, type Operation, type Run, type Text } from './run';
import type { Selection } from './selection';
import { isShareable } from './shareable';

/** The most plans of one operation: as many as its conditions can turn out, or the last ones of them. */
const PLANS_PER_OPERATION_MAX = 64;

/** An operation with the plans of how it is answered. */
interface Compiled extends Operation {
  /** Variables that `@skip` and `@include` depend on: they decide which fields there are. */
  readonly conditions: readonly string[];
  readonly plans: Map<string, Selection>;
  /** Whether everybody who gets an event gets the same answer. */
  readonly isShareable: boolean;
}

/** By the operation of a document: it is forgotten with its document, and those who keep documents keep few. */
const compiledOperations = new WeakMap<OperationDefinitionNode, Compiled>();

/** An operation to answer, and to whom. */
export interface CompiledArgs extends ExecutionArgs {
  /**
   * A word for all those whose answers are the same where their sources are: for them the texts of sources are kept.
   * Where absent, nothing is kept.
   */
  readonly audience?: string | undefined;
  /** The variables as they are read already, where they are. */
  readonly coerced?: Arguments;
}

/** An answer whose data is JSON already. */
export interface Answered {
  readonly errors?: readonly GraphQLError[];
  /** Absent where the operation was not run. */
  readonly data?: Text;
  /** The data once more, where they were kept whole: then their bytes are known. */
  readonly framed?: Framed;
}

/**
 * Answers what `execute` of graphql-js answers, as text and by a plan that is made once for an operation: which fields
 * there are, where each value comes from and what becomes of it. What depends on more than a plan can know goes to
 * graphql-js.
 */
export const answerCompiled = (args: CompiledArgs): Answered | Promise<Answered> => {
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation || isUnusual(args)) return answerUnplanned(args);
  const compiled = compiledOf(args, operation);
  const { coerced, errors } = variablesOf(args, operation);
  if (errors !== undefined) return { errors };
  const key = conditionsKey(compiled, coerced);
  if (key === undefined) return answerUnplanned(args);
  const run: Run = {
    schema: compiled.schema,
    operation,
    fragments: compiled.fragments,
    rootValue: args.rootValue,
    contextValue: args.contextValue,
    variableValues: coerced,
    errors: new CollectedErrors(),
    reads: readsOf(args.contextValue),
    lastWhole: undefined,
  };
  return answer(run, () => planOf(compiled, { key, audience: args.audience }, coerced));
};

/** The same with its data as a value, for whoever looks into it. */
export const executeCompiled = (args: CompiledArgs): ExecutionResult | Promise<ExecutionResult> => {
  const answered = answerCompiled(args);
  return answered instanceof Promise ? answered.then(resultOf) : resultOf(answered);
};

const resultOf = ({ data, framed: _, ...rest }: Answered): ExecutionResult =>
  data === undefined ? rest : { ...rest, data: data === null ? null : JSON.parse(data) };

const answerUnplanned = (args: ExecutionArgs): Answered | Promise<Answered> => {
  const result = execute(args) as ExecutionResult | Promise<ExecutionResult>;
  return result instanceof Promise ? result.then(asText) : asText(result);
};

const asText = ({ data, errors }: ExecutionResult): Answered => ({
  ...(errors === undefined ? {} : { errors }),
  ...(data === undefined ? {} : { data: data === null ? null : jsonText(data) }),
});

/**
 * Something that all operations have in common whose answers to an event are the same, whoever asks; undefined where
 * the answers depend on more than document and event.
 */
export const commonPlanOf = (args: CompiledArgs): object | undefined => {
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation || isUnusual(args)) return undefined;
  const compiled = compiledOf(args, operation);
  if (!compiled.isShareable) return undefined;
  const { coerced, errors } = variablesOf(args, operation);
  const key = errors === undefined ? conditionsKey(compiled, coerced) : undefined;
  return key === undefined ? undefined : planOf(compiled, { key, audience: undefined }, coerced);
};

const answer = (run: Run, plan: () => Selection): Answered | Promise<Answered> => {
  const refused = (fault: unknown): Answered => {
    // Located already: the root fields do that.
    run.errors.add(fault as GraphQLError, undefined);
    return answeredOf(run, null);
  };
  try {
    const selection = plan();
    const data =
      run.operation.operation === 'mutation'
        ? objectTextInTurn(run, selection)
        : objectText(run, selection, run.rootValue, undefined);
    if (isAwaited(data)) return data.then((known) => answeredOf(run, known), refused);
    return answeredOf(run, data, framedOf(run, selection, data));
  } catch (fault) {
    return refused(fault);
  }
};

const answeredOf = ({ errors: { list } }: Run, data: Text, framed?: Framed): Answered => {
  if (list.length > 0) return { errors: list, data };
  return framed === undefined ? { data } : { data, framed };
};

/** What the plans know nothing of. */
const isUnusual = ({ fieldResolver, typeResolver, options, hideSuggestions }: ExecutionArgs): boolean =>
  isGiven(fieldResolver) || isGiven(typeResolver) || isGiven(options) || isGiven(hideSuggestions);

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const compiledOf = ({ schema, document }: ExecutionArgs, operation: OperationDefinitionNode): Compiled => {
  const known = compiledOperations.get(operation);
  if (known?.schema === schema) return known;
  const constant = { schema, operation, fragments: fragmentsOf(document) };
  const made = {
    ...constant,
    isShareable: isShareable(constant),
    conditions: conditionsOf(document, operation),
    plans: new Map(),
  };
  compiledOperations.set(operation, made);
  return made;
};

/** Which plan of an operation: how its conditions turn out, and for whom it is. */
interface PlanKey {
  readonly key: string;
  readonly audience: string | undefined;
}

const planOf = (compiled: Compiled, { key, audience }: PlanKey, variables: Arguments): Selection => {
  const name = audience === undefined ? key : `${key} ${audience}`;
  const known = compiled.plans.get(name);
  if (known !== undefined) return known;
  const { schema, operation, conditions, plans } = compiled;
  const type = schema.getRootType(operation.operation);
  if (!type) throw new Error(`expected a schema with ${operation.operation} operations, got none`);
  const decided = Object.fromEntries(conditions.map((condition) => [condition, variables[condition]]));
  const made = compileRoot({ ...compiled, conditions: decided, keepsTexts: audience !== undefined }, type);
  const oldest = plans.size >= PLANS_PER_OPERATION_MAX ? plans.keys().next().value : undefined;
  if (oldest !== undefined) plans.delete(oldest);
  plans.set(name, made);
  return made;
};

/** Which way each condition goes; undefined where one is neither true nor false, which is an error of its own. */
const conditionsKey = ({ conditions }: Compiled, variables: Arguments): string | undefined => {
  let key = '';
  for (const name of conditions) {
    const value = variables[name];
    if (typeof value !== 'boolean') return undefined;
    key += value ? '1' : '0';
  }
  return key;
};

/** Those of the operation's own variables; a fragment with others is not reached from it. */
const conditionsOf = (document: DocumentNode, operation: OperationDefinitionNode): readonly string[] => {
  const own = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given ?? []) {
        if (value.kind === Kind.VARIABLE && own.has(value.name.value)) names.add(value.name.value);
      }
    },
  });
  return [...names];
};

const fragmentsOf = ({ definitions }: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> => {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
};

const NO_VARIABLES = { coerced: {}, errors: undefined } as const;

const variablesOf = (
  { schema, variableValues, coerced: known }: CompiledArgs,
  { variableDefinitions }: OperationDefinitionNode,
): { readonly coerced: Arguments; readonly errors?: readonly GraphQLError[] | undefined } => {
  if (known !== undefined) return { coerced: known };
  if (variableDefinitions === undefined || variableDefinitions.length === 0) return NO_VARIABLES;
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, variableValues ?? {}, {
    maxErrors: VARIABLE_ERRORS_MAX,
  });
  return coerced === undefined ? { coerced: {}, errors } : { coerced };
};

/** As in graphql-js. */
const VARIABLE_ERRORS_MAX = 50;
