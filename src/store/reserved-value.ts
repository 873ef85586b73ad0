import type { ReservationKind } from '../../events';

/**
 * The form in which two values count as the same. Logins are the same in whatever case they are typed; ids of other
 * systems are not (Salesforce ids of 15 characters differ by case alone).
 */
export const reservedValue = (kind: ReservationKind, value: string): string => {
  const text = value.normalize('NFC').trim();
  return kind === 'login' ? text.toLowerCase() : text;
};
