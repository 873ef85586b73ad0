import { KeptTexts, TEXTS_PER_SOURCE_MAX } from '../../../src/graphql/execution/kept-texts';
import { WHOLE_BYTES_MAX, WHOLE_TEXT_BYTES_MAX, WholeText } from '../../../src/graphql/execution/whole-texts';

const NOTHING = { size: 0 };
const keep = (texts: KeptTexts, asked: number, text = 'text', basis = NOTHING): void => {
  for (let time = 0; time < 2; time += 1) texts.keepWhole(asked, text, basis);
};

describe('the texts of whole objects', () => {
  test('are kept when they are asked for a second time', () => {
    const texts = new KeptTexts();
    texts.keepWhole(1, 'text', NOTHING);
    expect(texts.findWhole(1)).toBeUndefined();
    const basis = { size: 1 };
    texts.keepWhole(1, 'text', basis);
    expect(texts.findWhole(1)).toMatchObject({ text: 'text', basis });
    expect(texts.findWhole(1)?.basis).toBe(basis);
  });

  test('are a bounded number of one source, the oldest given up', () => {
    const texts = new KeptTexts();
    const asked = Array.from({ length: TEXTS_PER_SOURCE_MAX + 1 }, (_, number) => number);
    for (const number of asked) keep(texts, number);
    expect(asked.filter((number) => texts.findWhole(number) === undefined)).toEqual([0]);
  });

  test('are kept again only when they are asked for twice after they no longer held', () => {
    const texts = new KeptTexts();
    keep(texts, 1);
    texts.forgetWhole(1);
    expect([texts.findWhole(1), texts.isAskedAgain(1), texts.isAskedAgain(1)]).toEqual([
      undefined,
      false,
      true,
    ]);
  });

  test('stand in the place of those that no longer held', () => {
    const texts = new KeptTexts();
    keep(texts, 1, 'old');
    keep(texts, 1, 'new');
    expect(texts.findWhole(1)?.text).toBe('new');
  });

  test('have bounded room together, and one that is too long none', () => {
    const long = 'x'.repeat((WHOLE_TEXT_BYTES_MAX - new WholeText('', NOTHING).room) / 2);
    const many = WHOLE_BYTES_MAX / WHOLE_TEXT_BYTES_MAX + 1;
    const sources = Array.from({ length: many }, () => new KeptTexts());
    for (const texts of sources) keep(texts, 1, long);
    expect(sources.map((texts) => texts.findWhole(1) !== undefined)).toEqual([
      false,
      ...Array.from({ length: many - 1 }, () => true),
    ]);
    const texts = new KeptTexts();
    keep(texts, 1, `${long}x`);
    expect(texts.findWhole(1)).toBeUndefined();
    // One that is made anew takes the room of the one before it.
    const last = sources.at(-1) as KeptTexts;
    keep(last, 1, long);
    expect(sources[1]?.findWhole(1)).toBeDefined();
  });

  test('take room for what they rest on too, which is most of what short ones take', () => {
    const resting = { size: 1_000 };
    const many = Math.floor(WHOLE_BYTES_MAX / new WholeText('short', resting).room) + 1;
    expect(many).toBeLessThan(1_000);
    const sources = Array.from({ length: many }, () => new KeptTexts());
    for (const texts of sources) keep(texts, 1, 'short', resting);
    expect(sources.map((texts) => texts.findWhole(1) !== undefined).indexOf(true)).toBe(1);
    const texts = new KeptTexts();
    keep(texts, 1, 'short', { size: 10 * resting.size });
    expect(texts.findWhole(1)).toBeUndefined();
  });
});
