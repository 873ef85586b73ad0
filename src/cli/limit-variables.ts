import { LIMIT_NAMES, LIMITS, type LimitName, type Limits, variableOf } from '../graphql/limits/limits';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that set limits, as docs/limits.md lists them. */
export const LIMIT_VARIABLES: ReadonlyMap<string, LimitName> = new Map(
  LIMIT_NAMES.map((name) => [variableOf(name), name]),
);

/** What is wrong with the limits that the environment sets, a line each. */
export const badLimits = (environment: Environment): readonly string[] =>
  [...LIMIT_VARIABLES].flatMap(([variable, name]) => {
    const text = environment[variable];
    const { least, most } = LIMITS[name];
    if (text === undefined || isWithin(text, least, most)) return [];
    return [`${variable}: expected a whole number from ${least} to ${most}, got ${JSON.stringify(text)}`];
  });

/** The limits of a sound environment: what it does not set is as it is in the standard. */
export const limitsOf = (environment: Environment): Limits =>
  Object.fromEntries(
    [...LIMIT_VARIABLES].map(([variable, name]) => [
      name,
      Number(environment[variable] ?? LIMITS[name].standard),
    ]),
  ) as Limits;

const isWithin = (text: string, least: number, most: number): boolean =>
  /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most;
