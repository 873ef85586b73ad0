import { randomUUID } from 'node:crypto';

/** The header that names a request across systems, in both directions. */
export const CORRELATION_HEADER = 'x-correlation-id';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The caller's correlation id where it is a UUID, else a new one: any other text could tell about a person.
 */
export const correlationIdFrom = (given: unknown): string =>
  typeof given === 'string' && UUID.test(given) ? given.toLowerCase() : randomUUID();
