import { ACCEPT_CHARACTERS_MAX, ACCEPTS_REMEMBERED_MAX } from './bounds';

/** What `Accept` headers were answered with: negotiated by Apollo Server once for each header. */
export interface Negotiated {
  /** The content type to answer with; undefined where it is not known yet. */
  contentTypeFor(accept: string | undefined): string | undefined;
  /** Notes what Apollo Server has answered with. */
  learn(accept: string | undefined, status: number | undefined, contentType: string | undefined): void;
}

/** Remembers the last few headers; a request with one that was never seen, or refused, goes to Apollo Server. */
export const createNegotiated = (): Negotiated => {
  const known = new Map<string, string>();
  return {
    contentTypeFor: (accept = '') => known.get(accept),
    learn: (accept = '', status = 200, contentType) => {
      if (status !== 200 || contentType === undefined || accept.length > ACCEPT_CHARACTERS_MAX) return;
      const oldest = known.size >= ACCEPTS_REMEMBERED_MAX ? known.keys().next().value : undefined;
      if (oldest !== undefined) known.delete(oldest);
      known.set(accept, contentType);
    },
  };
};
