import type { ExecutionResult } from 'graphql';

type Result = ExecutionResult | undefined;

/**
 * Results that everybody with the same subscription gets for an event, made once: by the event, and by what the
 * subscriptions have in common. They live as long as their event does.
 */
export class SharedResults {
  private readonly byEvent = new WeakMap<object, Map<object, Promise<Result> | Result>>();
  private readonly texts = new WeakMap<ExecutionResult, { text?: string }>();

  /** The result; undefined where this one cannot be shared, as `make` said to whoever came first. */
  async resultOf(event: object, common: object, make: () => Promise<Result>): Promise<Result> {
    const ofEvent = this.byEvent.get(event) ?? new Map<object, Promise<Result> | Result>();
    if (ofEvent.has(common)) return ofEvent.get(common);
    this.byEvent.set(event, ofEvent);
    const making = make().catch(() => undefined);
    ofEvent.set(common, making);
    const made = await making;
    ofEvent.set(common, made);
    if (made !== undefined) this.texts.set(made, {});
    return made;
  }

  /** The result as JSON, made once; undefined where it is nobody else's. */
  textOf(result: ExecutionResult): string | undefined {
    const known = this.texts.get(result);
    if (known !== undefined) known.text ??= JSON.stringify(result);
    return known?.text;
  }
}
