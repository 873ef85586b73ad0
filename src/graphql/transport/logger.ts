import { types } from 'node:util';

/**
 * Everything a log line may say: ids, codes, positions, counts and durations. There is no field for a text, a
 * name, a value of a request or an address of a person, so that none can get into the logs.
 */
export interface LogFields {
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly commandId?: string;
  readonly command?: string;
  readonly eventId?: string;
  readonly eventType?: string;
  readonly eventVersion?: number;
  readonly contactId?: string;
  readonly partnerOrganizationId?: string;
  readonly actorKind?: string;
  readonly actorId?: string;
  readonly operationName?: string;
  readonly operationType?: string;
  readonly transport?: string;
  readonly outcome?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly position?: number;
  readonly count?: number;
  readonly model?: string;
  readonly process?: string;
  readonly storeId?: string;
  readonly host?: string;
  readonly port?: number;
  readonly pid?: number;
  readonly signal?: string;
  readonly version?: string;
  readonly faultName?: string;
  readonly faultCode?: string;
  readonly faultAt?: readonly string[];
}

/**
 * A literal text: a message put together from values is refused by the compiler, values go into the fields.
 */
export type Literal<Text extends string> = Record<never, never> extends Record<Text, 1> ? never : Text;

type Log = <Text extends string>(message: Literal<Text>, fields?: LogFields) => void;

/** Where the product writes what happens to it. */
export interface Logger {
  readonly debug: Log;
  readonly info: Log;
  readonly warn: Log;
  readonly error: Log;
}

/** How many lines of a stack a log line holds. */
const FRAMES_MAX = 8;

/**
 * What a log line may say of a fault: its name, code and where; never its message, which may quote a person's
 * data.
 */
export const faultFields = (fault: unknown): LogFields => {
  if (!types.isNativeError(fault)) return { faultName: typeof fault };
  const code = (fault as { readonly code?: unknown }).code;
  return {
    faultName: fault.name,
    ...(typeof code === 'string' ? { faultCode: code } : {}),
    faultAt: framesOf(fault),
  };
};

/** The stack begins with the message, which may look like a frame itself. */
const framesOf = ({ stack = '', message }: Error): readonly string[] =>
  stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, FRAMES_MAX)
    .map((line) => line.trim());
