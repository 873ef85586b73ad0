import fc from 'fast-check';
import type { AppendRequest, Expected } from '../../../src/store/event-store';
import { conflict, newFamily, request } from './fixtures';
import { type OpenFresh, openedFor } from './opened';
import { readWhole } from './read-all';

const RUNS = 60;
const STREAMS = 3;

/** One step of a writer: a new append, or the retry of an earlier one of the same stream, whole or in part. */
interface Step {
  readonly stream: number;
  readonly expected: 'none' | 'exists' | 'any' | 'tip' | 'before' | 'beyond';
  readonly count: number;
  readonly retryOf: number | undefined;
}

const step: fc.Arbitrary<Step> = fc.record({
  stream: fc.nat({ max: STREAMS - 1 }),
  expected: fc.constantFrom('none', 'exists', 'any', 'tip', 'before', 'beyond'),
  count: fc.integer({ min: 1, max: 3 }),
  retryOf: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
});

/** What the contract says in the fewest words: a stream is the list of its event ids. */
class Model {
  readonly ids: string[] = [];
  readonly sent: AppendRequest[] = [];

  requestFor({ expected, count, retryOf }: Step, stream: string): AppendRequest {
    const earlier = retryOf === undefined ? undefined : this.sent[retryOf];
    const made = earlier
      ? { ...earlier, events: earlier.events.slice(0, count) }
      : request(stream, this.expectation(expected), count);
    this.sent.push(made);
    return made;
  }

  answerTo({ expected, events }: AppendRequest): object {
    const ids = events.map(({ eventId }) => eventId);
    const found = this.replayed(expected, ids);
    if (found !== undefined) return { outcome: 'appended', revision: found, replayed: true };
    if (!this.isFree(expected, ids))
      return conflict(expected, this.ids.length === 0 ? 'none' : this.ids.length - 1);
    return { outcome: 'appended', revision: this.ids.push(...ids) - 1, replayed: false };
  }

  private expectation(expected: Step['expected']): Expected {
    const tip = this.ids.length - 1;
    if (expected === 'tip') return Math.max(tip, 0);
    if (expected === 'before') return Math.max(tip - 1, 0);
    return expected === 'beyond' ? tip + 2 : expected;
  }

  private replayed(expected: Expected, ids: readonly string[]): number | undefined {
    if (expected === 'any' || expected === 'exists') {
      return ids.every((id) => this.ids.includes(id)) ? this.ids.lastIndexOf(ids.at(-1) ?? '') : undefined;
    }
    const first = expected === 'none' ? 0 : expected + 1;
    const standing = this.ids.slice(first, first + ids.length);
    return standing.join() === ids.join() ? first + ids.length - 1 : undefined;
  }

  private isFree(expected: Expected, ids: readonly string[]): boolean {
    if (expected === 'exists' && this.ids.length === 0) return false;
    if (expected === 'any' || expected === 'exists') return !ids.some((id) => this.ids.includes(id));
    return this.ids.length === (expected === 'none' ? 0 : expected + 1);
  }
}

export const modelContract = (openFresh: OpenFresh): void => {
  const opened = openedFor(openFresh);

  test('answers any steps of writers that run side by side as the model does, and holds what it holds', async () => {
    const { store } = opened();
    const property = fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const family = newFamily();
      const after = await store.head();
      const models = Array.from({ length: STREAMS }, () => new Model());
      const writers = models.map(async (model, stream) => {
        for (const taken of steps.filter((each) => each.stream === stream)) {
          const sent = model.requestFor(taken, `${family}${stream}`);
          expect(await store.append(sent)).toMatchObject(model.answerTo(sent));
        }
      });
      await Promise.all(writers);
      const log = await readWhole(store, { after, streams: [family] });
      models.forEach((model, stream) => {
        const events = log.filter((event) => event.stream === `${family}${stream}`);
        expect(events.map(({ eventId }) => eventId)).toEqual(model.ids);
        expect(events.map(({ revision }) => revision)).toEqual(model.ids.map((_, index) => index));
      });
    });
    await fc.assert(property, { numRuns: RUNS });
  });
};
