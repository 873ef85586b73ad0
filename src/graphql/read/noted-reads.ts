import { isRemembered } from '../../../projections/read-models';
import type { Soon } from '../../../projections/soon';
import type { Context } from '../context';
import { KeptTexts, textsOf } from '../execution/kept-texts';
import type { Basis, Reads } from '../execution/reads';
import type { View } from './view';

/** Reads the same again, for whoever asks, in whichever state. It holds nothing of the request that it was made in. */
export type Again = (context: Context, view: View) => unknown;

interface Read {
  readonly found: unknown;
  readonly again: Again;
}

/** All that was read for one text, each thing once, by its name. */
class Noted {
  readonly reads = new Map<string, Read>();
  isComplete = true;

  get size(): number {
    return this.reads.size;
  }

  /** What a text rests on, so does every text that it is part of. */
  add({ reads, isComplete }: Noted): void {
    for (const [name, read] of reads) this.reads.set(name, read);
    this.isComplete &&= isComplete;
  }
}

/**
 * Notes what one request reads beside the sources of its answer. A text rests on that: it holds for everybody, and in
 * every state, who would read the same. A row is the same as long as its texts are (`textsOfRow`).
 */
export class NotedReads implements Reads {
  private noted: Noted | undefined;
  private readonly outer: (Noted | undefined)[] = [];

  constructor(private readonly context: Context) {}

  /** Answers what was found, and notes it where a text is being made of it. */
  note<Value>(name: string, found: Soon<Value>, again: Again): Soon<Value> {
    if (this.noted === undefined) return found;
    const telling = tellingOf(found);
    if (isTold(telling)) this.noted.reads.set(name, { found: telling, again });
    else this.leaveOut();
    return found;
  }

  /** Something that was not noted, or that must be told of each time, has its part in what is being made. */
  leaveOut(): void {
    if (this.noted !== undefined) this.noted.isComplete = false;
  }

  begin(): void {
    this.outer.push(this.noted);
    this.noted = new Noted();
  }

  end(): Basis | undefined {
    const { noted } = this;
    this.noted = this.outer.pop();
    if (noted === undefined)
      throw new Error('expected reads that are being noted, got an end without a beginning');
    this.noted?.add(noted);
    return noted.isComplete ? noted : undefined;
  }

  holds(basis: Basis, source: unknown): boolean {
    const { view } = source as { readonly view?: View };
    const viewer = this.context.loaders.viewer();
    if (view === undefined || viewer === undefined || viewer instanceof Promise) return false;
    if (!(basis instanceof Noted)) return false;
    const found = view.foundSameFor(viewer);
    if (!found.has(basis)) {
      if (!this.isSame(basis, view)) return false;
      found.add(basis);
    }
    this.noted?.add(basis);
    return true;
  }

  /** Reads everything again. What is met there is not part of what is being made. */
  private isSame({ reads }: Noted, view: View): boolean {
    const { noted } = this;
    this.noted = undefined;
    try {
      for (const { found, again } of reads.values()) {
        const now = again(this.context, view);
        if (now instanceof Promise) now.catch(() => undefined);
        if (tellingOf(now) !== found) return false;
      }
      return true;
    } catch {
      // To make it anew meets the same fault, and tells it in its place.
      return false;
    } finally {
      this.noted = noted;
    }
  }
}

/** A thing that keeps texts is another one as soon as it has others. */
const tellingOf = (value: unknown): unknown => textsOf(value) ?? value;

/** Whether it could be found to be the same later: what is not remembered is another one each time. */
const isTold = (telling: unknown): boolean =>
  typeof telling !== 'object' || telling === null || telling instanceof KeptTexts || isRemembered(telling);
