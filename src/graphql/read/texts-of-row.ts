import { isRemembered } from '../../../projections/read-models';
import { KeptTexts } from '../execution/kept-texts';

/** The texts of a row as it is told from an instant on, until time alone makes it say something else. */
interface TextsOfSpan {
  readonly texts: KeptTexts;
  readonly from: string;
  /** Absent: never. */
  readonly until: string | undefined;
}

const SPANS = new WeakMap<object, TextsOfSpan>();

/**
 * What was written of a row that is remembered, for whatever shows it in whichever view: a row that an event did not
 * change says the same after it. `nextChange` is when the passing of time changes it next.
 */
export const textsOfRow = (
  row: object,
  instant: string,
  nextChange: () => string | undefined = never,
): KeptTexts | undefined => {
  if (!isRemembered(row)) return undefined;
  const known = SPANS.get(row);
  const span = known ?? { texts: new KeptTexts(), from: instant, until: nextChange() };
  // Between these instants nothing falls due; of any other one it is not known.
  if (instant < span.from || (span.until !== undefined && instant >= span.until)) return new KeptTexts();
  if (known === undefined) SPANS.set(row, span);
  return span.texts;
};

const never = (): undefined => undefined;
