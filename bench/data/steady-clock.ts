/** The moment at which generated data begins. */
const BEGIN = Date.parse('2026-01-05T08:00:00.000Z');
const ASKED_PER_MS = 16;

/** A clock that goes on by being asked, so that the same data has the same days however fast the machine is. */
export const steadyClock = (): { readonly ms: () => number; readonly iso: () => string } => {
  let asked = 0;
  const ms = (): number => {
    asked += 1;
    return BEGIN + Math.floor(asked / ASKED_PER_MS);
  };
  return { ms, iso: () => new Date(ms()).toISOString() };
};
