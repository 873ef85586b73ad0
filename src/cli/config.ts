import type { z } from 'zod';
import type { Limits } from '../graphql/limits/limits';
import type { StoreChoice } from '../store/store-choice';
import { badLimits, LIMIT_VARIABLES, limitsOf } from './limit-variables';
import { nearest } from './nearest';
import { badStore, dataFolderOf, storeOf } from './store-variables';
import { type LOG_LEVELS, VARIABLES, type Variable } from './variables';

/** How the product is set up, read once at the start. */
export interface Config {
  readonly dataFolder: string;
  readonly store: StoreChoice;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly production: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Wraps the keys of personal data; 32 bytes in base64. */
  readonly masterKey?: string;
  /** The file of identity providers. */
  readonly issuersFile?: string;
  readonly allowedOrigins: readonly string[];
  readonly shutdownGraceMs: number;
  /** How long records of use are kept. */
  readonly useRecordsDays: number;
  /** What bounds what a client may ask for. */
  readonly limits: Limits;
  /** A JSON file or a folder: only the documents in it run. */
  readonly trustedDocumentsPath?: string;
}

/** The environment does not do; the message lists everything that is wrong with it, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;
type Name = keyof typeof VARIABLES;
type Values = { readonly [Key in Name]: z.output<(typeof VARIABLES)[Key]['schema']> };

/**
 * Reads the configuration from environment variables; throws a `ConfigError` that tells all that is wrong at
 * once.
 */
export const readConfig = (environment: Environment): Config => {
  const wrong = [
    ...unknownVariables(environment),
    ...badValues(environment),
    ...badStore(environment),
    ...badLimits(environment),
  ];
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
  const values = valuesOf(environment);
  return {
    dataFolder: dataFolderOf(values),
    store: storeOf(values),
    host: values.LIAISON_HOST,
    port: values.LIAISON_PORT,
    production: values.LIAISON_ENV === 'production',
    logLevel: values.LIAISON_LOG_LEVEL,
    ...(values.LIAISON_MASTER_KEY === undefined ? {} : { masterKey: values.LIAISON_MASTER_KEY }),
    ...(values.LIAISON_ISSUERS === undefined ? {} : { issuersFile: values.LIAISON_ISSUERS }),
    allowedOrigins: values.LIAISON_ALLOWED_ORIGINS,
    shutdownGraceMs: values.LIAISON_SHUTDOWN_GRACE_MS,
    useRecordsDays: values.LIAISON_USE_RECORDS_DAYS,
    limits: limitsOf(environment),
    ...(values.LIAISON_TRUSTED_DOCUMENTS === undefined
      ? {}
      : { trustedDocumentsPath: values.LIAISON_TRUSTED_DOCUMENTS }),
  };
};

const NAMES = Object.keys(VARIABLES) as readonly Name[];
const KNOWN: readonly string[] = [...NAMES, ...LIMIT_VARIABLES.keys()];

const unknownVariables = (environment: Environment): readonly string[] =>
  Object.keys(environment)
    .filter((name) => name.startsWith('LIAISON_') && !KNOWN.includes(name))
    .map((name) => `${name} is not known; did you mean ${nearest(name, KNOWN)}?`);

const badValues = (environment: Environment): readonly string[] =>
  NAMES.flatMap((name) => {
    const { schema, expected, isSecret }: Variable = VARIABLES[name];
    if (schema.safeParse(environment[name]).success) return [];
    const got = isSecret ? 'something else (not shown)' : JSON.stringify(environment[name]);
    return [`${name}: expected ${expected}, got ${got}`];
  });

/** Each value has the type of its own schema; TypeScript cannot follow that through the loop. */
const valuesOf = (environment: Environment): Values =>
  Object.fromEntries(NAMES.map((name) => [name, VARIABLES[name].schema.parse(environment[name])])) as Values;
