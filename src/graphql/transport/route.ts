import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers one request. */
export interface Handler {
  (request: IncomingMessage, response: ServerResponse, correlationId: string): Promise<void> | void;
  /** Whether it puts the common headers on its answers itself, together with its own. */
  readonly putsCommonHeaders?: true;
}
