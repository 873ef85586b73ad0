const TEXT_FRAME = 0x81;
/** Payloads up to this length say it in one byte; longer ones say in how many bytes they say it. */
const SHORT_MAX = 125;
const [IN_TWO_BYTES, IN_EIGHT_BYTES] = [126, 127];
const END = 0x7d;

/**
 * Messages `next` of the operation, whole frames of a server one after another (RFC 6455: unmasked, so that they are
 * the same for all). `quotedId` is the id of the operation as JSON.
 */
export const nextFrames = (texts: readonly Buffer[], quotedId: string): Buffer => {
  const beginning = Buffer.from(`{"id":${quotedId},"type":"next","payload":`);
  const lengthOf = (text: Buffer): number => beginning.length + text.length + 1;
  const bytes = texts.reduce((sum, text) => sum + headBytesOf(lengthOf(text)) + lengthOf(text), 0);
  const frames = Buffer.allocUnsafeSlow(bytes);
  let at = 0;
  for (const text of texts) {
    at = writeHead(frames, at, lengthOf(text));
    frames.set(beginning, at);
    frames.set(text, at + beginning.length);
    at += lengthOf(text);
    frames[at - 1] = END;
  }
  return frames;
};

const headBytesOf = (length: number): number => (length <= SHORT_MAX ? 2 : length <= 0xffff ? 4 : 10);

/** Writes what stands before the payload, and answers where that begins. */
const writeHead = (frames: Buffer, at: number, length: number): number => {
  frames[at] = TEXT_FRAME;
  if (length <= SHORT_MAX) frames[at + 1] = length;
  else if (length <= 0xffff) {
    frames[at + 1] = IN_TWO_BYTES;
    frames.writeUInt16BE(length, at + 2);
  } else {
    frames[at + 1] = IN_EIGHT_BYTES;
    frames.writeBigUInt64BE(BigInt(length), at + 2);
  }
  return at + headBytesOf(length);
};
