import { z } from 'zod';
import { RETENTION_DAYS_DEFAULT } from '../audit/use-records/bounds';

export const ENVIRONMENTS = ['development', 'production'] as const;
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** The longest a stop may let running operations finish. */
export const SHUTDOWN_GRACE_MS_MAX = 300_000;
const PORT_MAX = 65_535;
const USE_RECORDS_DAYS_MAX = 36_500;

/** One environment variable: what it must be, whether its value may be shown, and what it is for. */
export interface Variable {
  readonly schema: z.ZodType<unknown, string | undefined>;
  readonly expected: string;
  /** What holds where it is absent. */
  readonly otherwise: string;
  readonly purpose: string;
  readonly isSecret?: boolean;
}

const numberUpTo = (maximum: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value <= maximum);

const originsOf = (text: string): readonly string[] =>
  text.split(',').flatMap((origin) => (origin.trim() === '' ? [] : [origin.trim()]));

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;

const POSTGRES_URL = /^postgres(?:ql)?:\/\/\S+$/;
const STORE_ADDRESS = /^(?:sqlite:.*|(?:postgres(?:ql)?|(?:kurrentdb|esdb)(?:\+discover)?):\/\/\S+)$/s;

/** Every variable the product reads; docs/configuration.md says the same. */
export const VARIABLES = {
  LIAISON_DATA: {
    schema: z.string().min(1).default('./data'),
    expected: 'a folder',
    otherwise: './data',
    purpose: 'Where the event store, the read models and the keys are.',
  },
  LIAISON_STORE: {
    schema: z.string().regex(STORE_ADDRESS).default('sqlite:'),
    expected: 'sqlite:, sqlite:FOLDER, a postgres:// URL or a kurrentdb:// connection string',
    otherwise: 'sqlite:',
    purpose:
      'The event store: embedded in the data folder (or the one named here), PostgreSQL, or KurrentDB.',
    isSecret: true,
  },
  LIAISON_READ_MODELS: {
    schema: z.string().regex(POSTGRES_URL).optional(),
    expected: 'a postgres:// URL',
    otherwise: 'the database of LIAISON_STORE; needed with kurrentdb://',
    purpose: 'The PostgreSQL database of the read models, where the store is not embedded.',
    isSecret: true,
  },
  LIAISON_KEYS: {
    schema: z.string().regex(POSTGRES_URL).optional(),
    expected: 'a postgres:// URL',
    otherwise: 'the database of the read models',
    purpose: 'The PostgreSQL database of the keys and the records of use, where the store is not embedded.',
    isSecret: true,
  },
  LIAISON_HOST: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]{1,255}$/)
      .default('127.0.0.1'),
    expected: 'a host name or an IP address',
    otherwise: '127.0.0.1',
    purpose: 'The address to listen at; 0.0.0.0 for every one of the machine.',
  },
  LIAISON_PORT: {
    schema: numberUpTo(PORT_MAX).default(4_000),
    expected: `a port from 0 to ${PORT_MAX} (0: any free one)`,
    otherwise: '4000',
    purpose: 'The port to listen at.',
  },
  LIAISON_ENV: {
    schema: z.enum(ENVIRONMENTS).default('development'),
    expected: ENVIRONMENTS.join(' or '),
    otherwise: 'development',
    purpose: 'In production no local tokens are taken, GraphiQL is not served, and errors suggest nothing.',
  },
  LIAISON_LOG_LEVEL: {
    schema: z.enum(LOG_LEVELS).default('info'),
    expected: `one of ${LOG_LEVELS.join(', ')}`,
    otherwise: 'info',
    purpose: 'The least that is logged, as JSON lines on standard error.',
  },
  LIAISON_MASTER_KEY: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9+/]{43}=$/)
      .optional(),
    expected: '32 bytes in base64',
    otherwise: 'the file `master.key` in the data folder',
    purpose: 'The key that wraps the keys of personal data. Never shown, never logged.',
    isSecret: true,
  },
  LIAISON_ALLOWED_ORIGINS: {
    schema: z
      .string()
      .transform(originsOf)
      .refine((origins) => origins.every(isOrigin))
      .default([]),
    expected: 'origins like https://crm.example, separated by commas',
    otherwise: 'none but its own',
    purpose: 'Sites whose pages may call the API.',
  },
  LIAISON_ISSUERS: {
    schema: z.string().min(1).optional(),
    expected: 'a JSON file',
    otherwise: 'none; in production the start is refused',
    purpose: 'The identity providers whose access tokens are taken; see identity.md.',
  },
  LIAISON_TRUSTED_DOCUMENTS: {
    schema: z.string().min(1).optional(),
    expected: 'a JSON file or a folder',
    otherwise: 'every document runs',
    purpose: 'The registered documents: with them no others run; see limits.md.',
  },
  LIAISON_USE_RECORDS_DAYS: {
    schema: numberUpTo(USE_RECORDS_DAYS_MAX)
      .refine((days) => days > 0)
      .default(RETENTION_DAYS_DEFAULT),
    expected: `days from 1 to ${USE_RECORDS_DAYS_MAX}`,
    otherwise: '1095',
    purpose: 'How long records of use are kept; see records-of-use.md.',
  },
  LIAISON_SHUTDOWN_GRACE_MS: {
    schema: numberUpTo(SHUTDOWN_GRACE_MS_MAX).default(10_000),
    expected: `milliseconds from 0 to ${SHUTDOWN_GRACE_MS_MAX}`,
    otherwise: '10000',
    purpose: 'How long a stop lets running operations finish.',
  },
} as const satisfies Readonly<Record<string, Variable>>;
