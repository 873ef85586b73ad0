import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection that sends bodies one after the other and answers the status of each. */
export class KeepAlive {
  private socket: Socket | undefined;
  private pieces: Buffer[] = [];
  private waiting: ((status: number) => void) | undefined;

  constructor(
    private readonly port: number,
    private readonly headers: readonly string[],
  ) {}

  async send(body: Buffer): Promise<number> {
    const socket = this.socket ?? (await this.opened());
    const lines = [
      'POST /graphql HTTP/1.1',
      'Host: 127.0.0.1',
      'Content-Type: application/json',
      ...this.headers,
      `Content-Length: ${body.length}`,
    ];
    return new Promise((resolve) => {
      this.waiting = resolve;
      socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]));
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  private async opened(): Promise<Socket> {
    const socket = connect(this.port, '127.0.0.1');
    socket.on('data', (piece) => this.take(piece));
    // A connection that ends without an answer is one that the server has broken: status 0.
    socket.on('close', () => this.settle(0));
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    this.socket = socket;
    return socket;
  }

  private take(piece: Buffer): void {
    this.pieces.push(piece);
    const text = Buffer.concat(this.pieces).toString('latin1');
    const bodyAt = text.indexOf('\r\n\r\n') + 4;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
    if (bodyAt < 4 || text.length < bodyAt + length) return;
    if (/\r\nconnection: close/i.test(text.slice(0, bodyAt))) this.socket = undefined;
    this.settle(Number(text.slice(9, 12)));
  }

  private settle(status: number): void {
    this.pieces = [];
    if (status === 0) this.socket = undefined;
    const told = this.waiting;
    this.waiting = undefined;
    told?.(status);
  }
}
