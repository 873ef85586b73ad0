/** The events of a subscription by the page, for whoever sends a page at once and to many alike. */
export interface PageSource<Event extends object = object> extends AsyncIterableIterator<Event> {
  /** The page that comes next, and passes it; undefined where none is at hand. Throws what broke the source. */
  takePage(): Page<Event> | undefined;
  /** Calls once when there may be a page, or nothing more will come. Never at once. */
  whenPage(wake: () => void): void;
  /** Whether nothing more will come. */
  readonly hasEnded: boolean;
}

/** Events that are sent together: few, and the same object to all who stand at the same place. */
export type Page<Event extends object = object> = readonly Event[];

/** Whether its events can be taken by the page. */
export const isPageSource = (source: object): source is PageSource => 'takePage' in source;
