import { type Refusal, refuse } from '../domain/decision';
import type { Envelope } from './outcome';

/**
 * The day on which the command's fact became true. A past day needs a reason, and nothing is recorded before it is
 * true: what lies ahead is said by the dates of the command itself (domain.md, sections 3 and 7).
 */
export const effectiveDay = ({ effectiveOn, reason }: Envelope, now: string): string | Refusal => {
  const today = now.slice(0, 10);
  if (effectiveOn === undefined || effectiveOn === today) return today;
  if (effectiveOn > today) return refuse('INVALID_PERIOD', { effectiveOn, today });
  return reason === undefined || reason.trim() === ''
    ? refuse('BACKDATE_REASON_REQUIRED', { effectiveOn })
    : effectiveOn;
};
