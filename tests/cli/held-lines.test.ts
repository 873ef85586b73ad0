import { HeldLines, LOG_CHARACTERS_HELD_MAX, LOG_HELD_MS_MAX } from '../../src/cli/held-lines';

const LINE = `${'x'.repeat(99)}\n`;

const holding = () => {
  const written: string[] = [];
  return { written, lines: new HeldLines({ write: (text) => written.push(text) }) };
};

describe('lines of the log', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('are written together once they are many', () => {
    const { written, lines } = holding();
    const enough = LOG_CHARACTERS_HELD_MAX / LINE.length;
    for (let count = 1; count < enough; count += 1) lines.write(LINE);
    expect(written).toEqual([]);
    lines.write(LINE);
    expect(written).toEqual([LINE.repeat(enough)]);
  });

  test('are written when the first has waited long enough, and those that follow as well', () => {
    const { written, lines } = holding();
    lines.write('a\n');
    jest.advanceTimersByTime(LOG_HELD_MS_MAX - 1);
    lines.write('b\n');
    expect(written).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(written).toEqual(['a\nb\n']);
    lines.write('c\n');
    jest.advanceTimersByTime(LOG_HELD_MS_MAX);
    expect(written).toEqual(['a\nb\n', 'c\n']);
  });

  test('are written at once when told to, each once', () => {
    const { written, lines } = holding();
    lines.write('a\n');
    lines.flush();
    lines.flush();
    jest.advanceTimersByTime(LOG_HELD_MS_MAX);
    expect(written).toEqual(['a\n']);
  });
});
