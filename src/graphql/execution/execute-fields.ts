import {
  type FieldNode,
  type GraphQLError,
  type GraphQLOutputType,
  isNonNullType,
  locatedError,
} from 'graphql';
import { addPath, type Path, pathToArray } from 'graphql/jsutils/Path';
import { type KeptTexts, textsOf } from './kept-texts';
import type { Basis, Reads } from './reads';
import { type FieldPlan, infoOf, isAwaited, isPromise, type Run, type Text } from './run';
import type { KeptFields, Member, Selection } from './selection';
import { type Asked, askedWith } from './whole-texts';

/** The object whose fields are asked for: what it is, where it stands, and its texts where it keeps some. */
interface Place {
  readonly source: unknown;
  readonly path: Path | undefined;
  readonly texts: KeptTexts | undefined;
}

/** Writes an object of the answer; asks for all its fields at once, as queries do. */
export const objectText = (
  run: Run,
  { members, withKept, whole }: Selection,
  source: unknown,
  path: Path | undefined,
): string | Promise<string> => {
  const texts = withKept === undefined && whole === undefined ? undefined : textsOf(source);
  const place = { source, path, texts };
  const make = () => joined(run, withKept ?? members, place, '{', '}');
  const { reads } = run;
  if (texts === undefined || whole === undefined || reads === undefined) return make();
  const asked = askedWith(whole, run.variableValues);
  if (asked === undefined) return make();
  return wholeText(run, reads, { asked, texts, source, make });
};

/** An object whose whole text may be kept. */
interface Whole {
  readonly asked: Asked;
  readonly texts: KeptTexts;
  readonly source: unknown;
  readonly make: () => string | Promise<string>;
}

/** The text that the source keeps of all that is asked of it, as long as everything would be read as it was. */
const wholeText = (
  run: Run,
  reads: Reads,
  { asked, texts, source, make }: Whole,
): string | Promise<string> => {
  const known = texts.findWhole(asked);
  if (known !== undefined) {
    if (reads.holds(known.basis, source)) {
      run.lastWhole = known;
      return known.text;
    }
    texts.forgetWhole(asked);
  }
  // To note and to keep costs more than to make it: what changes between any two askings is only made.
  if (!texts.isAskedAgain(asked)) return make();
  const { noticed } = run.errors;
  reads.begin();
  let made: string | Promise<string> | undefined;
  let basis: Basis | undefined;
  try {
    made = make();
  } finally {
    basis = reads.end();
  }
  if (basis !== undefined && !isAwaited(made) && run.errors.noticed === noticed)
    texts.keepWhole(asked, made, basis);
  return made;
};

/** Writes an object whose fields are asked for one after the other, as mutations do. */
export const objectTextInTurn = (run: Run, { members }: Selection): string | Promise<string> => {
  const place = { source: run.rootValue, path: undefined, texts: undefined };
  const from = (first: number, before: string): string | Promise<string> => {
    let text = before;
    for (let index = first; index < members.length; index += 1) {
      const member = members[index] as Member;
      const value = memberText(run, member, place);
      if (isAwaited(value)) return value.then((known) => from(index + 1, `${text}${member.opening}${known}`));
      text += `${member.opening}${value}`;
    }
    return `${text}}`;
  };
  return from(0, '{');
};

const joined = (
  run: Run,
  members: readonly Member[],
  place: Place,
  before: string,
  after: string,
): string | Promise<string> => {
  let text = before;
  for (let index = 0; index < members.length; index += 1) {
    const member = members[index] as Member;
    const value = memberText(run, member, place);
    if (isAwaited(value)) return joinedLater(run, members.slice(index), value, place, text, after);
    text += member.opening;
    // `null` is what stands there for null.
    text += value;
  }
  return text + after;
};

/** The members from the first one on that must be waited for. */
const joinedLater = (
  run: Run,
  [first, ...rest]: readonly Member[],
  value: Promise<Text>,
  place: Place,
  before: string,
  after: string,
): Promise<string> => {
  const values: (Text | Promise<Text>)[] = [value];
  try {
    for (const member of rest) values.push(memberText(run, member, place));
  } catch (fault) {
    // What the other fields still wait for may fail too, and must not go unheard. graphql-js makes an object of
    // them before it throws: of several faults the first that comes is told, so this must not come a turn earlier.
    return Promise.all(values)
      .then(() => undefined)
      .finally(() => {
        throw fault;
      }) as Promise<never>;
  }
  return Promise.all(values).then(
    ([known, ...others]) =>
      others.reduce<string>(
        (text, other, index) => `${text}${rest[index]?.opening}${other}`,
        `${before}${first?.opening}${known}`,
      ) + after,
  );
};

const memberText = (run: Run, member: Member, place: Place): Text | Promise<Text> =>
  member.field === undefined
    ? keptText(run, member.kept, place)
    : fieldText(run, member.field, place.source, place.path);

/** The text that the source keeps; one in which something went wrong, or was waited for, is not kept. */
const keptText = (run: Run, kept: KeptFields, place: Place): Text | Promise<Text> => {
  for (const note of kept.notes) note(place.source, run.contextValue, place.path as Path);
  const known = place.texts?.find(kept.number);
  if (known !== undefined) return known;
  const { noticed } = run.errors;
  const made = joined(run, kept.members, place, '', '');
  if (!isAwaited(made) && run.errors.noticed === noticed) place.texts?.keep(kept.number, made);
  return made;
};

const fieldText = (
  run: Run,
  field: FieldPlan,
  source: unknown,
  above: Path | undefined,
): Text | Promise<Text> => {
  let path = field.isLeaf && field.resolve === undefined ? undefined : pathOf(field, above);
  try {
    const value =
      field.resolve === undefined
        ? propertyOf(run, field, source, above)
        : field.resolve(
            source,
            field.argumentsFor(run.variableValues),
            run.contextValue,
            infoOf(run, field, path as Path),
          );
    if (isPromise(value)) {
      const place = path ?? pathOf(field, above);
      return value
        .then((known) => field.complete(run, known, place, place))
        .then(undefined, (fault) => failed(run, field.nodes, field.type, place, fault));
    }
    // A leaf looks at no path.
    const completed = field.complete(run, value, path as Path, path as Path);
    if (!isAwaited(completed)) return completed;
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
  const given = field.definition.args.length === 0 ? undefined : field.argumentsFor(run.variableValues);
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
