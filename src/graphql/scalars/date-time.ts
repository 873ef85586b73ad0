import { isDay } from './date';
import { textScalar } from './text-scalar';

const FORM =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** An instant; comes in with any offset and goes out in UTC with milliseconds. */
export const DateTime = textScalar({
  name: 'DateTime',
  description:
    'An instant with its offset from UTC (ISO 8601), for example `2026-11-23T09:30:00Z`. Answers are ' +
    'in UTC with milliseconds.',
  expected: 'an instant with its offset, such as 2026-11-23T09:30:00Z',
  read: (text) => {
    const day = FORM.exec(text)?.[1];
    if (day === undefined || !isDay(day)) return undefined;
    const instant = new Date(text).toISOString();
    // The log orders instants by their text, which holds for years of four digits only.
    return instant.length === 24 ? instant : undefined;
  },
});
