import type { LookUp, SqlRow } from '../work';

/**
 * What look-ups have answered that went to the server with a claim, because they were expected to come next. It holds
 * for the very same look-ups, asked for before anything else is.
 */
export class LookedAhead {
  private held: { readonly sought: readonly LookUp[]; readonly found: readonly SqlRow[] } | undefined;
  private sent = false;

  /** Whether anything was asked ahead: tables may be missing then that nobody needs. */
  get isSent(): boolean {
    return this.sent;
  }

  /** Look-ups are sent before anybody has asked for them. */
  send(): void {
    this.sent = true;
  }

  note(sought: readonly LookUp[], found: readonly SqlRow[]): void {
    this.held = { sought, found };
  }

  /** Something else was asked for, which may have changed what is there. */
  forget(): void {
    this.held = undefined;
  }

  /** What these have answered, if they were sent; once. */
  take(sought: readonly LookUp[]): readonly SqlRow[] | undefined {
    const { held } = this;
    this.held = undefined;
    return held !== undefined && areSame(held.sought, sought) ? held.found : undefined;
  }
}

const areSame = (some: readonly LookUp[], others: readonly LookUp[]): boolean =>
  some.length === others.length &&
  some.every(({ table, columns, keys }, index) => {
    const other = others[index];
    return (
      other !== undefined &&
      table.name === other.table.name &&
      areEqual(columns, other.columns) &&
      areEqual(keys, other.keys)
    );
  });

const areEqual = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((text, index) => text === others[index]);
