const DAY_MS = 86_400_000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

let knownMs = Number.NaN;
let knownText = '';
let knownDay = Number.NaN;
let knownDate = '';

/**
 * The ISO instant of milliseconds since 1970, as `Date` writes it. Events stand close together in time: the text of
 * the last one, or its date, serves for the next.
 */
export const instantText = (milliseconds: number): string => {
  if (milliseconds !== knownMs) {
    knownText = madeText(milliseconds);
    knownMs = milliseconds;
  }
  return knownText;
};

const madeText = (milliseconds: number): string => {
  const day = Math.floor(milliseconds / DAY_MS);
  if (day !== knownDay) {
    knownDate = new Date(milliseconds).toISOString().slice(0, -'00:00:00.000Z'.length);
    knownDay = day;
  }
  const inDay = milliseconds - day * DAY_MS;
  const seconds = Math.floor(inDay / 1_000);
  const minutes = Math.floor(seconds / 60);
  const [hour, minute] = [TWO_DIGITS[Math.floor(minutes / 60)], TWO_DIGITS[minutes % 60]];
  return `${knownDate}${hour}:${minute}:${TWO_DIGITS[seconds % 60]}.${String(inDay % 1_000).padStart(3, '0')}Z`;
};
