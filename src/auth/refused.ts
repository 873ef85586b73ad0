import { errors } from 'jose';
import type { ActorReference } from '../../events';
import { IdentityError } from './identity';

/**
 * Why a token is not taken, for the operator's log alone: a word of this list, never a piece of the token.
 */
export type RefusedBecause =
  | 'NO_JWT'
  | 'UNKNOWN_ISSUER'
  | 'KEYS_UNAVAILABLE'
  | 'CRITICAL_EXTENSION'
  | 'OTHER_PURPOSE'
  | 'SUBJECT_NOT_USABLE'
  | 'NOT_EXACTLY_ONE_KIND'
  | 'IDENTITY_NOT_LINKED'
  | 'NO_CURRENT_ACCESS';

class Reason extends Error {
  constructor(readonly because: RefusedBecause) {
    super(because);
  }
}

/** The error that says no to a token, with the reason for the log. */
export const refusedBecause = (because: RefusedBecause, actor?: ActorReference): IdentityError =>
  new IdentityError({ cause: new Reason(because), actor });

/** The reason behind the error: a word of Liaison, or jose's code with the claim that it was about. */
export const reasonOf = ({ cause }: IdentityError): string => {
  if (cause instanceof Reason) return cause.because;
  if (cause instanceof errors.JWTClaimValidationFailed || cause instanceof errors.JWTExpired)
    return `${cause.code} ${cause.claim}`;
  return cause instanceof errors.JOSEError ? cause.code : 'NOT_TAKEN';
};
