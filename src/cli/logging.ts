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
  const options = {
    level,
    base: null,
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const log = pino(options, destination);
  return {
    debug: (message, fields) => log.debug(allowedFields(fields), message),
    info: (message, fields) => log.info(allowedFields(fields), message),
    warn: (message, fields) => {
      log.warn(allowedFields(fields), message);
      flush();
    },
    error: (message, fields) => {
      log.error(allowedFields(fields), message);
      flush();
    },
  };
};

const allowedFields = (fields: LogFields = {}): Readonly<Record<string, unknown>> => {
  const allowed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const shown = Object.hasOwn(ALLOWED, name) ? plain(value) : undefined;
    if (shown !== undefined) allowed[name] = shown;
  }
  return allowed;
};

const plain = (value: unknown): unknown => {
  if (typeof value === 'string') return value.slice(0, LOG_TEXT_CHARACTERS_MAX);
  if (typeof value === 'number') return value;
  return Array.isArray(value) ? value.map(plain).filter((item) => typeof item === 'string') : undefined;
};
