import { textScalar } from './text-scalar';

const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Whether it is a day of the calendar; 29 February only in leap years. */
export const isDay = (text: string): boolean => {
  if (!FORM.test(text)) return false;
  const instant = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
};

/** A day, without a time. */
export const DateScalar = textScalar({
  name: 'Date',
  description: 'A day of the calendar in UTC: `YYYY-MM-DD` (ISO 8601), for example `2026-11-23`.',
  expected: 'a day of the calendar as YYYY-MM-DD',
  read: (text) => (isDay(text) ? text : undefined),
});
