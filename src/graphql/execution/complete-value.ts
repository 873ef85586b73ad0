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
import { failed, objectText } from './execute-fields';
import { jsonText } from './json-text';
import { type Complete, type FieldPlan, infoOf, isAwaited, isPromise, type Run, type Text } from './run';
import { runtimeType } from './runtime-type';
import type { Selection } from './selection';

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
  const known = (completed: Text | Promise<Text>): Text | Promise<Text> => {
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
    if (serialized !== null && serialized !== undefined) return jsonText(serialized);
    const call = `${inspect(type)}.serialize(${inspect(value)})`;
    throw new Error(`Expected \`${call}\` to return non-nullable value, returned: ${inspect(serialized)}`);
  };

const completeList = (itemType: GraphQLOutputType, completing: Completing): Complete => {
  const complete = completeAs(itemType, completing);
  const completeItem = (run: Run, item: unknown, place: Path, path: Path): Text | Promise<Text> => {
    const { nodes } = completing.field();
    try {
      const completed = isPromise(item)
        ? item.then((known) => complete(run, known, place, path))
        : complete(run, item, place, path);
      if (!isAwaited(completed)) return completed;
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
    const items: (Text | Promise<Text>)[] = [];
    let waits = false;
    try {
      for (const item of value) {
        const text = completeItem(run, item, addPath(place, items.length, undefined), path);
        if (isAwaited(text)) waits = true;
        items.push(text);
      }
    } catch (fault) {
      // What others of the list still wait for may fail too, and nobody asks for it any more.
      if (waits) Promise.all(items).catch(() => undefined);
      throw fault;
    }
    return waits ? listTextLater(items) : listText(items as Text[]);
  };
};

/**
 * The list once all of its items are there. It comes, or fails, in the turn of its last item, or of the first that
 * fails, as in graphql-js: `then` after `Promise.all` would be a turn later, and another of several faults be told.
 */
const listTextLater = (items: readonly (Text | Promise<Text>)[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const texts: Text[] = [];
    let missing = items.length;
    const arrived = (text: Text, index: number): void => {
      texts[index] = text;
      missing -= 1;
      if (missing === 0) resolve(listText(texts));
    };
    items.forEach((item, index) => {
      if (isAwaited(item)) item.then((text) => arrived(text, index), reject);
      else arrived(item, index);
    });
  });

const listText = (items: readonly Text[]): string => {
  let text = '[';
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) text += ',';
    text += items[index];
  }
  return `${text}]`;
};

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && typeof (value as Iterable<unknown> | null)?.[Symbol.iterator] === 'function';

const completeObject = (type: GraphQLObjectType, completing: Completing): Complete => {
  const { isTypeOf } = type;
  let selection: Selection | undefined;
  if (!isTypeOf) {
    return (run, value, place) => {
      selection ??= completing.selectionFor(type);
      return objectText(run, selection, value, place);
    };
  }
  return (run, value, place, path) => {
    selection ??= completing.selectionFor(type);
    const chosen = selection;
    const go = (isOne: boolean): string | Promise<string> => {
      if (isOne) return objectText(run, chosen, value, place);
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
