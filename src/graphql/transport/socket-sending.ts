import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { SOCKET_BUFFER_BYTES_MAX } from './bounds';
import type { SharedPage } from './shared-results';
import type { PageSink } from './shared-subscription';
import { watchSlowReader } from './slow-reader';
import { nextFrames } from './socket-frames';

/**
 * Sends messages and tells when each has left, so that a subscription rests while its reader does. A reader that takes
 * nothing for so long is given up, and one that sends without reading is not read from.
 */
export class SocketSender {
  private readonly waiting = new Set<() => void>();
  private readonly watch: ReturnType<typeof watchSlowReader>;
  private isGivenUp = false;

  /** `stream` is what the WebSocket itself writes to, whole frames at a time, since nothing is compressed. */
  constructor(
    private readonly socket: WebSocket,
    private readonly stream: Duplex,
    slowReaderMs: number,
    onSlow: () => void,
  ) {
    this.watch = watchSlowReader(slowReaderMs, () => {
      this.isGivenUp = true;
      onSlow();
      this.settleAll();
    });
  }

  /** Whoever waits for something to leave need not any more. */
  closed(): void {
    this.watch.stop();
    this.settleAll();
  }

  /** Sends a message; settles when it has left. */
  send(text: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.readyState === this.socket.CLOSED) return resolve();
      this.waiting.add(resolve);
      // What can no longer be sent is not missed: the close event ends everything that is under way. Until
      // then its sender rests: a source that always has an event would never let the close be heard.
      if (this.socket.readyState !== this.socket.OPEN) return;
      this.write(
        (told) => this.socket.send(text, told),
        () => {
          this.waiting.delete(resolve);
          // Not at once: a reader that keeps up must not keep everybody else from being heard.
          setImmediate(resolve);
        },
      );
      if (this.isGivenUp) resolve();
    });
  }

  /** Sends frames that many are sent alike; tells when they have left, and never where they cannot. */
  sendFrames(frames: Buffer, left: () => void): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.write(
      (told) => this.stream.write(frames, told),
      (fault) => {
        if (!fault) left();
      },
    );
  }

  /** Watches over what does not leave at once; `told` comes later in any case. */
  private write(
    begin: (told: (fault?: Error | null) => void) => void,
    left: (fault?: Error | null) => void,
  ): void {
    let waits = false;
    begin((fault) => {
      if (waits) this.hasLeft();
      left(fault);
    });
    waits = this.socket.bufferedAmount > 0;
    if (!waits) return;
    this.watch.began();
    if (this.socket.bufferedAmount > SOCKET_BUFFER_BYTES_MAX) this.socket.pause();
  }

  private hasLeft(): void {
    this.watch.left();
    const { socket } = this;
    if (socket.isPaused && socket.bufferedAmount <= SOCKET_BUFFER_BYTES_MAX) socket.resume();
  }

  private settleAll(): void {
    for (const settle of this.waiting) settle();
  }
}

/** Where the pages of one subscription on a WebSocket go. */
export class SocketSink implements PageSink {
  private readonly quotedId: string;

  constructor(
    private readonly sender: SocketSender,
    id: string,
  ) {
    this.quotedId = JSON.stringify(id);
  }

  sendPage(page: SharedPage, left: () => void): void {
    this.sender.sendFrames(page.form(this.quotedId, nextFrames), left);
  }
}
