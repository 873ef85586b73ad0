import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect';
import { addPath, type Path } from 'graphql/jsutils/Path';
import { executeFields, failed, type Selection } from './execute-fields';
import { type Complete, type FieldPlan, infoOf, isPromise, type Run } from './run';
import { runtimeType } from './runtime-type';

/** What a field's values are completed with. */
export interface Completing {
  /** The field itself; made after its completion, so asked for late. */
  readonly field: () => FieldPlan;
  readonly selectionFor: (type: GraphQLObjectType) => Selection;
}

/** How a value of the type becomes what the client gets; decided once. */
export const completeAs = (type: GraphQLOutputType, completing: Completing): Complete => {
  if (isNonNullType(type)) return nonNull(completeAs(type.ofType, completing), completing);
  const complete = completeNullable(type, completing);
  return (run, value, place, path) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(run, value, place, path);
  };
};

const nonNull = (complete: Complete, { field }: Completing): Complete => {
  const known = (completed: unknown): unknown => {
    if (completed !== null) return completed;
    const { parentType, name } = field();
    throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${name}.`);
  };
  // A value that must be waited for is no null: the same as in graphql-js.
  return (run, value, place, path) => known(complete(run, value, place, path));
};

const completeNullable = (type: GraphQLOutputType, completing: Completing): Complete => {
  if (isListType(type)) return completeList(type.ofType, completing);
  if (isLeafType(type)) return completeLeaf(type);
  if (isAbstractType(type)) return completeAbstract(type, completing);
  if (isObjectType(type)) return completeObject(type, completing);
  throw new Error(`expected an output type, got ${inspect(type)}`);
};

const completeLeaf =
  (type: GraphQLLeafType): Complete =>
  (_run, value) => {
    const serialized = type.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    const call = `${inspect(type)}.serialize(${inspect(value)})`;
    throw new Error(`Expected \`${call}\` to return non-nullable value, returned: ${inspect(serialized)}`);
  };

const completeList = (itemType: GraphQLOutputType, completing: Completing): Complete => {
  const complete = completeAs(itemType, completing);
  const completeItem = (run: Run, item: unknown, place: Path, path: Path): unknown => {
    const { nodes } = completing.field();
    try {
      const completed = isPromise(item)
        ? item.then((known) => complete(run, known, place, path))
        : complete(run, item, place, path);
      if (!isPromise(completed)) return completed;
      return completed.then(undefined, (fault) => failed(run, nodes, itemType, place, fault));
    } catch (fault) {
      return failed(run, nodes, itemType, place, fault);
    }
  };
  return (run, value, place, path) => {
    if (!isIterable(value)) {
      const { parentType, name } = completing.field();
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${parentType.name}.${name}".`,
      );
    }
    let waits = false;
    const completed: unknown[] = [];
    try {
      for (const item of value) {
        const done = completeItem(run, item, addPath(place, completed.length, undefined), path);
        if (isPromise(done)) waits = true;
        completed.push(done);
      }
    } catch (fault) {
      // What others of the list still wait for may fail too, and nobody asks for it any more.
      if (waits) Promise.all(completed).catch(() => undefined);
      throw fault;
    }
    return waits ? Promise.all(completed) : completed;
  };
};

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && typeof (value as Iterable<unknown> | null)?.[Symbol.iterator] === 'function';

const completeObject = (type: GraphQLObjectType, completing: Completing): Complete => {
  const { isTypeOf } = type;
  let selection: Selection | undefined;
  if (!isTypeOf) {
    return (run, value, place) => {
      selection ??= completing.selectionFor(type);
      return executeFields(run, selection, value, place);
    };
  }
  return (run, value, place, path) => {
    selection ??= completing.selectionFor(type);
    const chosen = selection;
    const go = (isOne: boolean): unknown => {
      if (isOne) return executeFields(run, chosen, value, place);
      throw new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, {
        nodes: completing.field().nodes,
      });
    };
    const isOne = isTypeOf(value, run.contextValue, infoOf(run, completing.field(), path));
    return isPromise(isOne) ? isOne.then((known) => go(known as boolean)) : go(isOne as boolean);
  };
};

const completeAbstract = (type: GraphQLAbstractType, completing: Completing): Complete => {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const objects = new Map<string, Complete>();
  const completeOf = (run: Run, value: unknown, given: unknown): Complete => {
    const known = typeof given === 'string' ? objects.get(given) : undefined;
    if (known !== undefined) return known;
    const made = completeObject(runtimeType(run, type, completing.field(), value, given), completing);
    objects.set(given as string, made);
    return made;
  };
  return (run, value, place, path) => {
    const given: unknown = resolveType(value, run.contextValue, infoOf(run, completing.field(), path), type);
    return isPromise(given)
      ? given.then((known) => completeOf(run, value, known)(run, value, place, path))
      : completeOf(run, value, given)(run, value, place, path);
  };
};
