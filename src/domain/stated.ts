/** Only the fields that have a value: an event leaves out what was not said. */
export const stated = <Fields extends object>(fields: Fields): Stated<Fields> => {
  const said: Partial<Fields> = {};
  for (const name in fields) if (fields[name] !== undefined) said[name] = fields[name];
  // The type says of each field what the loop does to it.
  return said as unknown as Stated<Fields>;
};

/** The fields that may be undefined have become optional. */
export type Stated<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & {
  [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined>;
};
