import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { DISCARDED_BYTES_MAX } from './bounds';
import { Interrupted } from './interrupted';
import { type Checked, type Problem, problem } from './problem';

const tooLarge = (bytesMax: number): Problem =>
  problem(413, 'BODY_TOO_LARGE', `The body may hold at most ${bytesMax} bytes.`, { connection: 'close' });
const JSON_TYPE = 'application/json';
const NOT_JSON = problem(400, 'BAD_JSON', 'The body is not JSON in UTF-8.');

/** What is wrong with the headers of a request that sends JSON, if anything. */
export const contentProblem = ({ headers }: IncomingMessage): Problem | undefined => {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
    return problem(415, 'UNSUPPORTED_ENCODING', 'Send the body as it is: compressed bodies are not taken.', {
      'accept-encoding': 'identity',
    });
  }
  if (!isJsonInUtf8(headers['content-type'] ?? '')) {
    return problem(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Send the body with Content-Type: application/json, in UTF-8.',
    );
  }
  return undefined;
};

/** The body as JSON, however it is cut into pieces; never more than `bytesMax` in memory. */
export const readJson = (request: IncomingMessage, bytesMax: number): Promise<Checked<unknown>> =>
  readBytes(request, bytesMax).then((bytes) =>
    bytes === undefined ? { problem: tooLarge(bytesMax) } : jsonOf(bytes),
  );

const jsonOf = (bytes: Buffer): Checked<unknown> => {
  if (!isUtf8(bytes)) return { problem: NOT_JSON };
  try {
    return { value: JSON.parse(bytes.toString('utf8')) };
  } catch (fault) {
    if (fault instanceof SyntaxError) return { problem: NOT_JSON };
    throw fault;
  }
};

const isJsonInUtf8 = (contentType: string): boolean => {
  // As nearly all send it.
  if (contentType === JSON_TYPE) return true;
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  return (
    type.trim() === JSON_TYPE &&
    parameters.every((parameter) => /^\s*(charset\s*=\s*"?utf-?8"?\s*)?$/.test(parameter))
  );
};

const inOnePiece = (pieces: readonly Buffer[], size: number): Buffer => {
  const [only] = pieces;
  return only !== undefined && pieces.length === 1 ? only : Buffer.concat(pieces, size);
};

const readBytes = (request: IncomingMessage, bytesMax: number): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const take = (piece: Buffer): void => {
      size += piece.length;
      if (size <= bytesMax) pieces.push(piece);
      else pieces.length = 0;
      if (size <= bytesMax + DISCARDED_BYTES_MAX) return;
      request.off('data', take).pause();
      resolve(undefined);
    };
    request
      .on('data', take)
      .on('end', () => resolve(size > bytesMax ? undefined : inOnePiece(pieces, size)))
      .on('error', () => reject(new Interrupted('CLIENT_GONE')))
      .on('close', () => request.complete || reject(new Interrupted('CLIENT_GONE')));
  });
