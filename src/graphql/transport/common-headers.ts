import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { CORRELATION_HEADER } from './correlation';
import { crossOriginHeaders } from './origins';

/** What every answer to a request says, as names and values in turn. */
export const commonHeaders = (
  request: IncomingHttpHeaders,
  correlationId: string,
  allowedOrigins: readonly string[],
): string[] => {
  const headers = [CORRELATION_HEADER, correlationId];
  for (const [name, value] of Object.entries(crossOriginHeaders(request, allowedOrigins)))
    if (value !== undefined) headers.push(name, String(value));
  return headers;
};

/** Puts such headers on an answer whose others are not known yet. */
export const putHeaders = (response: ServerResponse, headers: readonly string[]): void => {
  for (let index = 0; index < headers.length; index += 2)
    response.setHeader(headers[index] ?? '', headers[index + 1] ?? '');
};
