/** Places that each holder has a few of. */
export interface Places {
  /** Takes one; answers how to give it back (once, whatever happens), or undefined where all are taken. */
  take(holder: string): (() => void) | undefined;
}

/** So many places for each holder. Remembers only holders that have one, which the server bounds. */
export const createPlaces = (placesMax: number): Places => {
  const taken = new Map<string, number>();
  const giveBack = (holder: string): void => {
    const left = (taken.get(holder) ?? 0) - 1;
    if (left > 0) taken.set(holder, left);
    else taken.delete(holder);
  };
  return {
    take: (holder) => {
      const count = taken.get(holder) ?? 0;
      if (count >= placesMax) return undefined;
      taken.set(holder, count + 1);
      let isGivenBack = false;
      return () => {
        if (isGivenBack) return;
        isGivenBack = true;
        giveBack(holder);
      };
    },
  };
};
