import type { Measured, Result } from './measure';
import { numberText } from './table';

const WIDTH = 860;
const NAMES = 250;
const VALUES = 150;
const BAR = 18;
const GAP = 4;
const TITLE = 26;
const COLOURS = { product: '#0b6e4f', peer: '#b0b7bf', limit: '#e3d9b8' } as const;
const LEGEND = { product: 'Liaison', peer: 'a peer', limit: 'plain Node or plain SQL' } as const;
const LEGEND_STEP = 110;
/** As much as the picture is wide, of what is told about the machine. */
const FOOTER_CHARACTERS_MAX = 120;
const FOOTER_LINE = 14;
/** The rows that a chart shows: it is read in a few seconds. */
const CHARTED = ['append-64-sqlite', 'append-64-postgres', 'q1', 'q2', 'm1', 'deliveries'];

/** A bar chart of the rows that matter most, for the README; each group has its own scale. */
export const chartOf = (results: readonly Result[], machine: string): string => {
  const groups = CHARTED.flatMap((row) => results.find((result) => result.row === row) ?? []);
  let top = 10;
  const parts = groups.map((result) => {
    const part = groupAt(result, top);
    top += TITLE + result.measured.length * (BAR + GAP) + 12;
    return part;
  });
  const lines = linesOf(machine);
  const footer = lines.map(
    (line, place) =>
      `<text x="10" y="${top + 26 + place * FOOTER_LINE}" fill="#667" font-size="10">${escaped(line)}</text>`,
  );
  const height = top + 26 + lines.length * FOOTER_LINE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}"`,
    ` font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...parts,
    legendAt(top),
    ...footer,
    '</svg>\n',
  ].join('\n');
};

/** What the colours say. */
const legendAt = (top: number): string =>
  (Object.keys(LEGEND) as (keyof typeof LEGEND)[])
    .map((kind, place) => {
      const left = 10 + place * LEGEND_STEP;
      return [
        `<circle cx="${left + 5}" cy="${top + 5}" r="5" fill="${COLOURS[kind]}"/>`,
        `<text x="${left + 16}" y="${top + 9}">${LEGEND[kind]}</text>`,
      ].join('');
    })
    .join('\n');

/** The text in lines as long as the picture is wide, broken between words. */
const linesOf = (text: string): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trimStart();
    if (lines.length > 0 && longer.length <= FOOTER_CHARACTERS_MAX) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

const groupAt = ({ title, unit, measured }: Result, top: number): string => {
  const most = Math.max(...measured.map(({ median }) => median));
  const heading = `<text x="10" y="${top + 16}" font-weight="600">${escaped(title)} (${escaped(unit)})</text>`;
  const bars = measured.map((one, place) => barAt(one, most, top + TITLE + place * (BAR + GAP)));
  return [heading, ...bars].join('\n');
};

const barAt = ({ contender, kind, median, noisy }: Measured, most: number, top: number): string => {
  const length = Math.max(1, Math.round((median / most) * (WIDTH - NAMES - VALUES)));
  const value = `${numberText(median)}${noisy ? ' (noisy)' : ''}`;
  return [
    `<text x="${NAMES - 8}" y="${top + 13}" text-anchor="end">${escaped(contender)}</text>`,
    `<rect x="${NAMES}" y="${top}" width="${length}" height="${BAR}" fill="${COLOURS[kind]}"/>`,
    `<text x="${NAMES + length + 6}" y="${top + 13}">${value}</text>`,
  ].join('');
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
