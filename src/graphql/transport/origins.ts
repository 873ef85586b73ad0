import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { CORRELATION_HEADER } from './correlation';
import { PURPOSE_HEADER } from './purpose';

/** How long a browser may remember what another site may send. */
const PREFLIGHT_AGE_S = '600';

/** Whether a page of this origin may send a request or connect. Clients that are no browsers send no origin. */
export const mayConnect = (headers: IncomingHttpHeaders, allowedOrigins: readonly string[]): boolean => {
  const { origin, host } = headers;
  return origin === undefined || isSameOrigin(origin, host) || allowedOrigins.includes(origin);
};

/**
 * The CORS headers of an answer: only for origins that are listed, and never with credentials of the browser.
 */
export const crossOriginHeaders = (
  { origin }: IncomingHttpHeaders,
  allowedOrigins: readonly string[],
): OutgoingHttpHeaders =>
  origin === undefined || !allowedOrigins.includes(origin)
    ? { vary: 'Origin' }
    : {
        vary: 'Origin',
        'access-control-allow-origin': origin,
        'access-control-expose-headers': `${CORRELATION_HEADER}, retry-after`,
      };

/** What a browser is told before it sends a request of another site. */
export const preflightHeaders = (
  headers: IncomingHttpHeaders,
  allowedOrigins: readonly string[],
): OutgoingHttpHeaders => ({
  ...crossOriginHeaders(headers, allowedOrigins),
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': `authorization, content-type, ${CORRELATION_HEADER}, ${PURPOSE_HEADER}`,
  'access-control-max-age': PREFLIGHT_AGE_S,
});

const isSameOrigin = (origin: string, host: string | undefined): boolean =>
  host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
