import pino from 'pino';
import { faultFields, type LogFields, type Logger } from '../graphql/transport/logger';
import type { ProjectorLogger } from '../store/projector/projector';
import type { Config } from './config';
import { HeldLines, type Writable } from './held-lines';

/** The most characters of a text in a log line. */
export const LOG_TEXT_CHARACTERS_MAX = 300;
const STANDARD_ERROR = 2;

/** Every field a log line may have, once more for those who get around the types. */
const ALLOWED: { readonly [Field in keyof Required<LogFields>]: true } = {
  correlationId: true,
  causationId: true,
  commandId: true,
  command: true,
  eventId: true,
  eventType: true,
  eventVersion: true,
  contactId: true,
  partnerOrganizationId: true,
  actorKind: true,
  actorId: true,
  operationName: true,
  operationType: true,
  transport: true,
  outcome: true,
  status: true,
  durationMs: true,
  position: true,
  count: true,
  model: true,
  process: true,
  storeId: true,
  host: true,
  port: true,
  pid: true,
  signal: true,
  version: true,
  faultName: true,
  faultCode: true,
  faultAt: true,
};

/**
 * Logs to standard error: standard output belongs to what a command answers. Lines are written together; warnings and
 * errors at once with what stands before them, and what is left when the process ends.
 */
export const openLogger = ({ logLevel }: Pick<Config, 'logLevel'>): Logger => {
  const lines = new HeldLines(pino.destination({ dest: STANDARD_ERROR, sync: true }));
  process.on('exit', () => lines.flush());
  return createLogger(logLevel, lines, () => lines.flush());
};

/** Logs the faults that a process goes on after; of the fault its name, code and place, never its message. */
export const faultsTo =
  (logger: Logger) =>
  (process: string, fault: unknown): void =>
    logger.error('A process met a fault and goes on', { process, ...faultFields(fault) });

/** Logs that a read model needs to be looked at: which one, and at which event it stopped. */
export const projectorLoggerTo = (logger: Logger): ProjectorLogger => ({
  warn: ({ model, eventType, position, error }) =>
    logger.warn('A read model has stopped or is held up', {
      ...(typeof model === 'string' ? { model } : {}),
      ...(typeof eventType === 'string' ? { eventType } : {}),
      ...(typeof position === 'number' ? { position } : {}),
      ...(typeof error === 'string' ? { faultName: error } : {}),
    }),
});

/** Writes JSON, one line an entry; only fields that are on the list. `flush` is called after a warning or an error. */
export const createLogger = (
  level: Config['logLevel'],
  destination: Writable,
  flush: () => void = () => undefined,
): Logger => {
  const { levels } = pino;
  const write = (kind: 'debug' | 'info' | 'warn' | 'error', message: string, fields?: LogFields): void => {
    const least = levels.values[level] ?? Number.POSITIVE_INFINITY;
    if ((levels.values[kind] ?? 0) >= least) destination.write(lineOf(kind, message, fields));
  };
  return {
    debug: (message, fields) => write('debug', message, fields),
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => {
      write('warn', message, fields);
      flush();
    },
    error: (message, fields) => {
      write('error', message, fields);
      flush();
    },
  };
};

/** Put together here: a line for each operation took a tenth of a busy server's time where the library made it. */
const lineOf = (level: string, message: string, fields: LogFields = {}): string => {
  let line = `{"level":"${level}","time":"${instant()}"`;
  for (const name in fields) {
    const shown = Object.hasOwn(ALLOWED, name) ? plain(fields[name as keyof LogFields]) : undefined;
    if (shown !== undefined) line += `,"${name}":${JSON.stringify(shown)}`;
  }
  return `${line},"message":${JSON.stringify(message)}}\n`;
};

let lastMs = 0;
let lastInstant = '';

/** Now, in UTC; many lines share a millisecond. */
const instant = (): string => {
  const now = Date.now();
  if (now !== lastMs) {
    lastMs = now;
    lastInstant = new Date(now).toISOString();
  }
  return lastInstant;
};

const plain = (value: unknown): unknown => {
  if (typeof value === 'string') return value.slice(0, LOG_TEXT_CHARACTERS_MAX);
  if (typeof value === 'number') return value;
  return Array.isArray(value) ? value.map(plain).filter((item) => typeof item === 'string') : undefined;
};
