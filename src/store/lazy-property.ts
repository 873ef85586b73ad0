/**
 * A property that is read when it is first asked for. It is the object's own, so that a copy (`{ ...object }`, JSON)
 * has it. Made once for all objects: with one description for each, every object would have a shape of its own.
 */
export const lazily = <Owner extends object>(
  read: (owner: Owner) => unknown,
): PropertyDescriptor & ThisType<Owner> => ({
  enumerable: true,
  get() {
    return read(this);
  },
});
