import type { ServerResponse } from 'node:http';
import { nextMessages } from './event-stream-messages';
import type { SharedPage } from './shared-results';
import type { PageSink } from './shared-subscription';
import { type SlowReaderWatch, watchSlowReader } from './slow-reader';

/**
 * Sends messages of an event stream and tells when each has left; a reader that takes nothing for so long is given up.
 */
export class StreamSender implements PageSink {
  private readonly watch: SlowReaderWatch;
  /** Settles the message under way. */
  private settle: ((hasLeft: boolean) => void) | undefined;

  constructor(
    private readonly response: ServerResponse,
    slowReaderMs: number,
    onSlow: () => void,
  ) {
    this.watch = watchSlowReader(slowReaderMs, () => {
      onSlow();
      this.settle?.(false);
    });
    response.once('close', () => {
      this.watch.stop();
      this.settle?.(false);
    });
  }

  /** Sends one message and waits until it has left; false where its reader has gone, or takes too long to read. */
  send(message: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.settle = resolve;
      if (!this.isOpen) return resolve(false);
      // Never less than a turn, so that a reader that keeps up does not keep everybody else from being heard.
      this.write(message, (fault) => setImmediate(resolve, !fault));
    });
  }

  sendPage(page: SharedPage, left: () => void): void {
    if (!this.isOpen) return;
    this.write(page.form(FORM, nextMessages), (fault) => {
      if (!fault) left();
    });
  }

  private get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  private write(message: string | Buffer, told: (fault?: Error | null) => void): void {
    this.watch.began();
    this.response.write(message, (fault) => {
      this.watch.left();
      told(fault);
    });
  }
}

/** All streams have the same; an id of an operation, as sockets have it, begins otherwise. */
const FORM = 'event stream';
