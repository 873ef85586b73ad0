/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** One of the list, chosen by the next number. */
export const oneOf = <Item>(list: readonly Item[], random: () => number): Item => {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error('expected a list with something in it');
  return item;
};
