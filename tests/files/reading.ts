import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BrokenLine,
  type ContactRecord,
  type FileLine,
  isBroken,
} from '../../src/cli/files/contact-record';

/** A file under fixtures. */
export const fixture = (name: string): string => join(__dirname, 'fixtures', name);

/** What reading the fixture has to give, checked by eye when it was written. */
export const golden = (name: string): unknown =>
  JSON.parse(readFileSync(fixture(`${name}.read.json`), 'utf8'));

/** The bytes of a fixture, in pieces as small as wanted: a reader must not depend on where a piece ends. */
export const bytesOf = (name: string, highWaterMark = 65_536): AsyncIterable<Buffer> =>
  createReadStream(fixture(name), { highWaterMark });

export async function* bytesOfText(text: string | Buffer, size = 65_536): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};

/** The people of a file in which nothing is broken. */
export const people = async (lines: AsyncIterable<FileLine>): Promise<ContactRecord[]> =>
  (await all(lines)).map((line) => {
    if (isBroken(line)) throw new Error(`expected no broken line, got line ${line.line}: ${line.why}`);
    return line;
  });

/** The places of a file that could not be read. */
export const broken = async (lines: AsyncIterable<FileLine>): Promise<BrokenLine[]> =>
  (await all(lines)).filter(isBroken);
