/**
 * Whether two values say the same: by content, whatever the order of fields; an undefined field is not there.
 */
export const same = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) =>
    same(one[name], other[name]),
  );
};

/** Whether two lists hold the same values, in whatever order. */
export const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  same([...new Set(one)].sort(), [...new Set(other)].sort());

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
