/** A value that is here already, or will be. Whoever does not mind may always wait for it. */
export type Soon<Value> = Value | Promise<Value>;

/** Goes on with a value: at once where it is here, since a promise for each value of a list is most of its cost. */
export const andThen = <Value, Next>(value: Soon<Value>, use: (value: Value) => Soon<Next>): Soon<Next> =>
  value instanceof Promise ? value.then(use) : use(value);
