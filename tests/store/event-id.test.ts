import { eventIdOf, uuidV5 } from '../../src/store/event-id';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const command = '8dcb9694-ae8c-597a-9077-7e6f64933e66';

describe('a name-based UUID', () => {
  test('is the one of the example in RFC 9562, appendix A.4', () =>
    expect(uuidV5('www.example.com', DNS)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2'));

  test.each([
    ['python.org', '886313e1-3b8a-5372-9b90-0c9aee199e5d'],
    ['', '4ebd0208-8328-5d69-8c44-ec50939c0967'],
    ['münchen.example', 'b0a686dd-7bbb-5935-9663-c50a1bc538c3'],
  ])('of %p is the one other libraries make', (name, expected) => expect(uuidV5(name, DNS)).toBe(expected));
});

describe('the id of an event', () => {
  test('is the same at every attempt', () => expect(eventIdOf(command, 1)).toBe(eventIdOf(command, 1)));
  test('is another one for each event of a command', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => eventIdOf(command, index));
    expect(new Set(ids).size).toBe(1_000);
    expect(
      ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true);
  });
});
