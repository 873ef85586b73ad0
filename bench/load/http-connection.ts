import { connect, type Socket } from 'node:net';

const HEADERS_END = Buffer.from('\r\n\r\n');
const CHUNKED = /\r\ntransfer-encoding: *chunked/i;
const LENGTH = /\r\ncontent-length: *(\d+)/i;
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n');

/** One answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: string;
  readonly body: Buffer;
}

/**
 * A kept connection that sends one request after the other. It reads no more of an answer than it must, so that the
 * machine's time goes to the server: a full client would be the slower of the two.
 */
export class HttpConnection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve(answer: Answer): void; reject(fault: Error): void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (fault) => this.waiting?.reject(fault));
    socket.on('close', () => this.waiting?.reject(new Error('the server has closed the connection')));
  }

  static open(port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new HttpConnection(socket));
      });
    });
  }

  send(request: Buffer | string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const answer = answerIn(this.received);
    if (answer === undefined) return;
    this.received = Buffer.alloc(0);
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve(answer);
  }
}

/** The answer, once all of it is there. There is never more: the next request is sent after it. */
const answerIn = (received: Buffer): Answer | undefined => {
  const end = received.indexOf(HEADERS_END);
  if (end < 0) return undefined;
  const headers = received.toString('latin1', 0, end);
  const status = Number(headers.slice(9, 12));
  const body = received.subarray(end + HEADERS_END.length);
  if (CHUNKED.test(headers)) {
    const isComplete = received.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK);
    return isComplete ? { status, headers, body: dechunked(body) } : undefined;
  }
  const length = Number(LENGTH.exec(headers)?.[1] ?? 0);
  return body.length >= length ? { status, headers, body } : undefined;
};

const dechunked = (body: Buffer): Buffer => {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (!(size > 0)) break;
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return Buffer.concat(parts);
};
