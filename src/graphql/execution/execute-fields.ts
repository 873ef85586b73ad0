import {
  type FieldNode,
  type GraphQLError,
  type GraphQLOutputType,
  getArgumentValues,
  isNonNullType,
  locatedError,
} from 'graphql';
import { addPath, type Path, pathToArray } from 'graphql/jsutils/Path';
import { type Arguments, type FieldPlan, infoOf, isPromise, type Run } from './run';

/** An object of the answer: without a prototype, so that a client may name a field as it likes. */
export type Answer = Record<string, unknown>;

/** The fields of one object of the answer, in order, and how such an object is made. */
export interface Selection {
  readonly fields: readonly FieldPlan[];
  readonly Answer: new () => Answer;
}

/** A selection with a class of its own: objects of one shape are made and read fast. */
export const selectionOf = (fields: readonly FieldPlan[]): Selection => {
  class Made {}
  Object.setPrototypeOf(Made.prototype, null);
  // A client may ask for a field named `constructor`.
  delete (Made.prototype as { constructor?: unknown }).constructor;
  return { fields, Answer: Made as new () => Answer };
};

/** Asks for all the fields at once, as queries do. */
export const executeFields = (
  run: Run,
  { fields, Answer: Made }: Selection,
  source: unknown,
  path: Path | undefined,
): Answer | Promise<Answer> => {
  const answer = new Made();
  let waits = false;
  try {
    for (const field of fields) {
      const value = executeField(run, field, source, path);
      answer[field.key] = value;
      if (isPromise(value)) waits = true;
    }
  } catch (fault) {
    if (!waits) throw fault;
    // What the other fields still wait for may fail too, and must not go unheard.
    return settled(answer).finally(() => {
      throw fault;
    });
  }
  return waits ? settled(answer) : answer;
};

/** Asks for one field after the other, as mutations do. */
export const executeSerially = (run: Run, { fields, Answer: Made }: Selection): Answer | Promise<Answer> => {
  const answer = new Made();
  const from = (first: number): Answer | Promise<Answer> => {
    for (let index = first; index < fields.length; index += 1) {
      const field = fields[index];
      if (field === undefined) break;
      const value = executeField(run, field, run.rootValue, undefined);
      if (!isPromise(value)) {
        answer[field.key] = value;
        continue;
      }
      return value.then((known) => {
        answer[field.key] = known;
        return from(index + 1);
      });
    }
    return answer;
  };
  return from(0);
};

const executeField = (run: Run, field: FieldPlan, source: unknown, above: Path | undefined): unknown => {
  let path = field.isLeaf && field.resolve === undefined ? undefined : pathOf(field, above);
  try {
    const value =
      field.resolve === undefined
        ? propertyOf(run, field, source, above)
        : field.resolve(source, argumentsOf(run, field), run.contextValue, infoOf(run, field, path as Path));
    if (isPromise(value)) {
      const place = path ?? pathOf(field, above);
      return value
        .then((known) => field.complete(run, known, place, place))
        .then(undefined, (fault) => failed(run, field.nodes, field.type, place, fault));
    }
    // A leaf looks at no path.
    const completed = field.complete(run, value, path as Path, path as Path);
    if (!isPromise(completed)) return completed;
    const place = path ?? pathOf(field, above);
    return completed.then(undefined, (fault) => failed(run, field.nodes, field.type, place, fault));
  } catch (fault) {
    path ??= pathOf(field, above);
    return failed(run, field.nodes, field.type, path, fault);
  }
};

const pathOf = ({ key, parentType }: FieldPlan, above: Path | undefined): Path =>
  addPath(above, key, parentType.name);

const propertyOf = (run: Run, field: FieldPlan, source: unknown, above: Path | undefined): unknown => {
  const given = field.definition.args.length === 0 ? undefined : argumentsOf(run, field);
  if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined;
  const properties = source as Readonly<Record<string, unknown>>;
  const property = properties[field.name];
  if (typeof property !== 'function') return property;
  // Called on its source, as a method.
  return Reflect.apply(property, source, [
    given ?? {},
    run.contextValue,
    infoOf(run, field, pathOf(field, above)),
  ]);
};

const argumentsOf = (run: Run, field: FieldPlan): Arguments => {
  // A copy: what a resolver does to its arguments concerns no other row.
  if (field.fixedArguments !== undefined) return { ...field.fixedArguments };
  const known = run.argumentsOf.get(field);
  if (known !== undefined) return { ...known };
  const [node] = field.nodes as readonly [FieldNode];
  const made = getArgumentValues(field.definition, node, run.variableValues as Arguments);
  run.argumentsOf.set(field, made);
  return { ...made };
};

/** A place that may be null is null by an error, which is noted; any other makes null of what it stands in. */
export const failed = (
  run: Run,
  nodes: readonly FieldNode[],
  type: GraphQLOutputType,
  place: Path,
  fault: unknown,
): null => {
  const error: GraphQLError = locatedError(fault, nodes, pathToArray(place));
  if (isNonNullType(type)) throw error;
  run.errors.add(error, place);
  return null;
};

/** The object once everything in it is known; its fields stay in their order. */
const settled = async (answer: Answer): Promise<Answer> => {
  const keys = Object.keys(answer);
  const values = await Promise.all(Object.values(answer));
  for (let index = 0; index < keys.length; index += 1) answer[keys[index] as string] = values[index];
  return answer;
};
