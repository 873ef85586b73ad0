import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const PROTOCOL = 'graphql-transport-ws';
const HEADERS_END = Buffer.from('\r\n\r\n');
const [TEXT, CLOSE, PING, PONG] = [1, 8, 9, 10];
/** Enough of a message to see what kind it is. */
const HEAD_BYTES = 60;

/** What a connection tells of what it receives. */
export interface SocketListener {
  onMessage(head: string, whole: () => string): void;
  onEnd(why: string): void;
}

/**
 * A WebSocket that only counts: it looks at the head of each frame and passes over the rest, so that one process can
 * take what a thousand subscribers are sent (RFC 6455).
 */
export class SocketConnection {
  private received: Buffer = Buffer.alloc(0);
  private isOpen = false;

  private constructor(
    private readonly socket: Socket,
    private readonly listener: SocketListener,
    private readonly onOpen: () => void,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (fault) => listener.onEnd(fault.message));
    socket.on('close', () => listener.onEnd('closed'));
  }

  static open(port: number, token: string, listener: SocketListener): Promise<SocketConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', reject);
      const telling: SocketListener = {
        onMessage: listener.onMessage,
        onEnd: (why) => {
          reject(new Error(why));
          listener.onEnd(why);
        },
      };
      socket.once('connect', () => {
        const connection = new SocketConnection(socket, telling, () => resolve(connection));
        socket.write(upgradeRequest(token));
      });
    });
  }

  send(message: object): void {
    this.socket.write(frame(TEXT, Buffer.from(JSON.stringify(message))));
  }

  close(): void {
    this.socket.removeAllListeners('close');
    this.socket.on('error', () => undefined);
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    if (!this.isOpen && !this.upgraded()) return;
    for (let length = this.takeFrame(); length > 0; length = this.takeFrame()) {
      this.received = this.received.subarray(length);
    }
  }

  private upgraded(): boolean {
    const end = this.received.indexOf(HEADERS_END);
    if (end < 0) return false;
    const status = this.received.toString('latin1', 9, 12);
    if (status !== '101') {
      this.listener.onEnd(`expected status 101, got ${status}`);
      return false;
    }
    this.received = this.received.subarray(end + HEADERS_END.length);
    this.isOpen = true;
    this.onOpen();
    return true;
  }

  /** Looks at the frame that comes next and answers its length; 0 where not all of it is there yet. */
  private takeFrame(): number {
    const { received } = this;
    if (received.length < 2) return 0;
    const short = received.readUInt8(1) & 0x7f;
    const head = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (received.length < head) return 0;
    const length =
      short === 126 ? received.readUInt16BE(2) : short === 127 ? Number(received.readBigUInt64BE(2)) : short;
    if (received.length < head + length) return 0;
    const opcode = received.readUInt8(0) & 0x0f;
    if (opcode === TEXT) {
      this.listener.onMessage(received.toString('latin1', head, head + Math.min(length, HEAD_BYTES)), () =>
        received.toString('utf8', head, head + length),
      );
    } else if (opcode === PING) this.socket.write(frame(PONG, received.subarray(head, head + length)));
    else if (opcode === CLOSE) this.listener.onEnd(received.toString('latin1', head + 2, head + length));
    return head + length;
  }
}

const upgradeRequest = (token: string): string =>
  [
    'GET /graphql HTTP/1.1',
    'host: 127.0.0.1',
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    `sec-websocket-key: ${randomBytes(16).toString('base64')}`,
    `sec-websocket-protocol: ${PROTOCOL}`,
    `authorization: Bearer ${token}`,
    '',
    '',
  ].join('\r\n');

/** A frame of a client: masked, as the protocol wants it. */
const frame = (opcode: number, payload: Buffer): Buffer => {
  const mask = randomBytes(4);
  const isShort = payload.length < 126;
  const head = Buffer.alloc(isShort ? 2 : 4);
  head.writeUInt8(0x80 | opcode, 0);
  head.writeUInt8(0x80 | (isShort ? payload.length : 126), 1);
  if (!isShort) head.writeUInt16BE(payload.length, 2);
  const masked = Buffer.from(payload.map((byte, place) => byte ^ mask.readUInt8(place % 4)));
  return Buffer.concat([head, mask, masked]);
};
