import { StoreFault } from './store-fault';

/** The most values one inside the other that an event may hold. */
export const JSON_DEPTH_MAX = 64;

/**
 * The JSON text of a value that reads back as the same value; anything else is refused with its path and never with
 * its content. `valuesMax` bounds the work on a value that repeats one part many times.
 */
export const jsonText = (value: unknown, path: string, valuesMax: number): string => {
  const usual = usualJsonText(value, valuesMax);
  if (usual !== undefined) return usual;
  visit(value, { path: [path], ancestors: new Set(), left: valuesMax });
  return JSON.stringify(value);
};

/** The text of what is seen at once to be plain JSON, as nearly every event is; of others `jsonText` decides. */
export const usualJsonText = (value: unknown, valuesMax: number): string | undefined => {
  if (!isUsual(value, JSON_DEPTH_MAX, { left: Math.min(valuesMax, USUAL_VALUES_MAX) })) return undefined;
  const text = JSON.stringify(value);
  return text.includes(LONE_SURROGATE) || text.includes(PROTO) ? undefined : text;
};

/** How JSON writes half of a pair; also found where a text tells about one, and then it is looked at closely. */
const LONE_SURROGATE = '\\ud';
const PROTO = '"__proto__"';
/** The most values that are looked at quickly. */
const USUAL_VALUES_MAX = 1_000;

/** True of plain JSON; what else there is, is visited to say what is wrong where. */
const isUsual = (value: unknown, levels: number, budget: { left: number }): boolean => {
  budget.left -= 1;
  if (budget.left < 0) return false;
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      if (levels === 0) return false;
      if (Array.isArray(value)) return areUsual(value, levels - 1, budget);
      if (!isPlain(value) || Object.getOwnPropertySymbols(value).length > 0) return false;
      // What a plain object inherits is not enumerable; a list of all its values would be one more object.
      for (const name in value) {
        if (!isUsual((value as Readonly<Record<string, unknown>>)[name], levels - 1, budget)) return false;
      }
      return true;
    default:
      return false;
  }
};

/** By index, so that a hole in a list is seen. */
const areUsual = (values: readonly unknown[], levels: number, budget: { left: number }): boolean => {
  for (let index = 0; index < values.length; index += 1) {
    if (!isUsual(values[index], levels, budget)) return false;
  }
  return true;
};

/** Refuses a value at a path, saying what was expected there. */
export const refuseValue = (path: string, expected: string): never => {
  throw new StoreFault('INVALID', `${path}: expected ${expected}`);
};

/** True where the text is Unicode: every surrogate has its pair. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/** Where the visit is; one for all values of an event, so that a path becomes text only where it is told. */
interface Walk {
  readonly path: string[];
  readonly ancestors: Set<object>;
  left: number;
}

const refuseHere = (walk: Walk, expected: string): never => refuseValue(walk.path.join(''), expected);

const visit = (value: unknown, walk: Walk): void => {
  walk.left -= 1;
  if (walk.left < 0) refuseHere(walk, 'fewer values in one event');
  switch (typeof value) {
    case 'boolean':
      return;
    case 'string':
      if (!isWellFormed(value)) refuseHere(walk, 'text without lone surrogates');
      return;
    case 'number':
      if (!Number.isFinite(value)) refuseHere(walk, 'a finite number');
      return;
    case 'object':
      if (value !== null) visitInside(value, walk);
      return;
    default:
      refuseHere(walk, `a JSON value, got ${typeof value}`);
  }
};

const visitInside = (value: object, walk: Walk): void => {
  if (walk.ancestors.has(value)) refuseHere(walk, 'a value that does not contain itself');
  if (walk.ancestors.size >= JSON_DEPTH_MAX) refuseHere(walk, `at most ${JSON_DEPTH_MAX} levels`);
  walk.ancestors.add(value);
  if (Array.isArray(value)) visitItems(value, walk);
  else visitProperties(value, walk);
  walk.ancestors.delete(value);
};

const visitItems = (items: readonly unknown[], walk: Walk): void => {
  for (let index = 0; index < items.length; index += 1) visitStep(items[index], walk, `[${index}]`);
};

const visitProperties = (value: object, walk: Walk): void => {
  if (!isPlain(value)) refuseHere(walk, 'a plain object or a list');
  if (Object.getOwnPropertySymbols(value).length > 0) refuseHere(walk, 'names that are text');
  for (const [name, inner] of Object.entries(value)) {
    if (name === '__proto__') refuseHere(walk, 'no property named __proto__');
    if (!isWellFormed(name)) refuseHere(walk, 'property names without lone surrogates');
    visitStep(inner, walk, `.${name}`);
  }
};

const visitStep = (value: unknown, walk: Walk, step: string): void => {
  walk.path.push(step);
  visit(value, walk);
  walk.path.pop();
};

/** A class instance (a Date, a Map) would read back as something else; a root prototype may be another realm's. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};
