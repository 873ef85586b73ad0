interface Limit {
  readonly standard: number;
  readonly least: number;
  readonly most: number;
  /** What the number bounds, in words for whoever sets it. */
  readonly what: string;
}

const limit = (standard: number, [least, most]: readonly [number, number], what: string): Limit => ({
  standard,
  least,
  most,
  what,
});

/** Every number that bounds what a client may ask for, by its name; docs/limits.md says the same. */
export const LIMITS = {
  tokensMax: limit(1_000, [100, 10_000], 'Lexical tokens of a document.'),
  depthMax: limit(10, [1, 50], 'Fields nested in one another, through fragments too.'),
  aliasesMax: limit(15, [0, 1_000], 'Aliases of a document, those of `__typename` included.'),
  directivesMax: limit(8, [0, 1_000], 'Directives of a document.'),
  repeatsMax: limit(5, [1, 1_000], 'Times that one selection may name the same answer.'),
  pageSizeMax: limit(100, [1, 100], 'Items of a page (`first`).'),
  costMax: limit(5_000, [10, 1_000_000], 'Cost of an operation, with the variables of the request.'),
  bodyBytesMax: limit(100_000, [1_000, 10_000_000], 'Bytes of a request body.'),
  deadlineMs: limit(
    10_000,
    [10, 600_000],
    'Milliseconds an operation may run, or a subscription take to begin.',
  ),
  ratePerSecond: limit(10_000, [1, 100_000_000], 'Cost that an actor may go on spending each second.'),
  rateBurst: limit(100_000, [10, 1_000_000_000], 'Cost that an actor may spend at once after a rest.'),
  strangerRatePerSecond: limit(1_000, [1, 100_000_000], 'The same for an address that sends no good token.'),
  strangerRateBurst: limit(10_000, [10, 1_000_000_000], 'The same at once.'),
  socketMessageBytesMax: limit(65_536, [1_000, 10_000_000], 'Bytes of a WebSocket message.'),
  subscriptionsPerSocketMax: limit(20, [1, 1_000], 'Operations under way on one WebSocket.'),
  socketsPerActorMax: limit(10, [1, 10_000], 'WebSockets of one actor, or of one address without a token.'),
  socketInitMs: limit(3_000, [10, 60_000], 'Milliseconds a WebSocket may take to send `connection_init`.'),
  streamsPerActorMax: limit(20, [1, 10_000], 'Event streams (SSE) of one actor, or of one such address.'),
  slowReaderMs: limit(10_000, [10, 600_000], 'Milliseconds a reader may take to read the message before it.'),
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

/** The limits of one server. */
export type Limits = { readonly [Name in LimitName]: number };

/** Every limit in the order of the documentation. */
export const LIMIT_NAMES = Object.keys(LIMITS) as readonly LimitName[];

/** The limits as they are where nothing is set. */
export const STANDARD_LIMITS = Object.fromEntries(
  LIMIT_NAMES.map((name) => [name, LIMITS[name].standard]),
) as Limits;

/** The environment variable that sets a limit: `LIAISON_COST_MAX` for `costMax`. */
export const variableOf = (name: LimitName): string =>
  `LIAISON_${name.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase()}`;
