type Absent<Value> = Extract<Value, null | undefined>;

/** The members that are surely there, and as optional ones those that may be absent. */
export type Present<Members> = {
  [Name in keyof Members as [Absent<Members[Name]>] extends [never] ? Name : never]: Members[Name];
} & {
  [Name in keyof Members as [Absent<Members[Name]>] extends [never] ? never : Name]?: NonNullable<
    Members[Name]
  >;
};

/**
 * An input without what the client left out or set to `null`: a command knows a member or does not have it.
 */
export const present = <Members extends object>(members: Members): Present<Members> =>
  // The filter makes it so; the type system cannot follow it.
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<Members>;

/** The same, but `null` stays: it says that something is to be cleared. */
export type Defined<Members> = {
  [Name in keyof Members as undefined extends Members[Name] ? never : Name]: Members[Name];
} & {
  [Name in keyof Members as undefined extends Members[Name] ? Name : never]?: Exclude<
    Members[Name],
    undefined
  >;
};

/** An input without what the client left out; `null` stays, where it means "clear". */
export const defined = <Members extends object>(members: Members): Defined<Members> =>
  // The filter makes it so; the type system cannot follow it.
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<Members>;
