import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers one request. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  correlationId: string,
) => Promise<void> | void;
