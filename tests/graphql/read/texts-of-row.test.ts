import { textsOfRow } from '../../../src/graphql/read/texts-of-row';

const NOON = '2026-03-01T12:00:00.000Z';
const EVENING = '2026-03-01T18:00:00.000Z';
const MIDNIGHT = '2026-03-02T00:00:00.000Z';

describe('the texts of a row', () => {
  test('are the same in every view, as nothing falls due before its next change', () => {
    const row = Object.freeze({});
    const texts = textsOfRow(row, NOON, () => MIDNIGHT);
    expect(textsOfRow(row, EVENING, () => MIDNIGHT)).toBe(texts);
    expect(textsOfRow(Object.freeze({}), EVENING, () => MIDNIGHT)).not.toBe(texts);
  });

  test('are others from the instant on at which time changes what it says, and stay so for those before it', () => {
    const row = Object.freeze({});
    const texts = textsOfRow(row, NOON, () => MIDNIGHT);
    expect(textsOfRow(row, MIDNIGHT, () => MIDNIGHT)).not.toBe(texts);
    expect(textsOfRow(row, EVENING, () => MIDNIGHT)).toBe(texts);
  });

  test('are not those of an earlier instant, of which nothing is known', () => {
    const row = Object.freeze({});
    const texts = textsOfRow(row, EVENING);
    expect(textsOfRow(row, NOON)).not.toBe(texts);
    expect(textsOfRow(row, MIDNIGHT)).toBe(texts);
  });

  test('are not kept for a row that is not remembered, which is another one each time', () => {
    expect(textsOfRow({}, NOON)).toBeUndefined();
  });

  test('are nobody else’s where the change is due already', () => {
    const row = Object.freeze({});
    expect(textsOfRow(row, MIDNIGHT, () => NOON)).not.toBe(textsOfRow(row, MIDNIGHT, () => NOON));
  });
});
