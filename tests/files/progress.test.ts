import { nothingYet } from '../../src/cli/files/import-report';
import { PROGRESS_LINE_MS, REDRAW_MS, startProgress } from '../../src/cli/files/progress';
import { exportText, importText } from '../../src/cli/files/summary-text';

const shown = (isTTY: boolean, stepMs: number): string[] => {
  const texts: string[] = [];
  let now = 0;
  const progress = startProgress(
    { isTTY, write: (text) => texts.push(text) },
    () => now / (10 * stepMs),
    () => now,
  );
  for (let lines = 1; lines <= 10; lines += 1) {
    now += stepMs;
    progress.advance({ ...nothingYet, lines });
  }
  progress.end();
  return texts;
};

describe('progress', () => {
  test('is a bar on a terminal, which goes away at the end', () => {
    const texts = shown(true, REDRAW_MS);
    expect(texts[4]).toBe('\r[###############...............] 50 % · 5 lines · 5 lines/s');
    expect(texts).toHaveLength(11);
    expect(texts.at(-1)).toBe('\r\u001b[K');
  });

  test('is a line now and then elsewhere', () => {
    expect(shown(false, PROGRESS_LINE_MS / 2)).toHaveLength(5);
    expect(shown(false, PROGRESS_LINE_MS)[9]).toBe('100 % · 10 lines · 0 lines/s\n');
  });
});

describe('the words at the end', () => {
  const summary = { ...nothingYet, lines: 9, made: 4, same: 2, skipped: 2, refused: 1, managersNotTaken: 3 };

  test('tell what an import came to', () => {
    expect(importText({ summary, dryRun: false, finished: false, resumedAfter: 5 })).toBe(
      [
        '9 contacts read: 4 made, 0 changed, 2 the same, 2 skipped, 1 refused.',
        'The first 5 were done by an earlier run.',
        '3 name a manager; assign roles to set managers.',
        'The report (--report FILE) tells why, line by line.',
        'Stopped before the end: run it again to go on.',
        '',
      ].join('\n'),
    );
    expect(importText({ summary: nothingYet, dryRun: true, finished: true, resumedAfter: 0 })).toBe(
      '0 contacts read: 0 would be made, 0 would be changed, 0 the same, 0 skipped, 0 refused.\n',
    );
  });

  test('tell what an export left out', () => {
    expect(exportText({ contacts: 2, channelsLeftOut: 0, position: 7 })).toBe(
      '2 contacts written, as of position 7.\n',
    );
    expect(exportText({ contacts: 2, channelsLeftOut: 1, position: 7 })).toContain('1 ways to reach them');
  });
});
