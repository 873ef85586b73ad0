import type { ExecutionResult } from 'graphql';
import type { Page, PageSource } from '../execution/page-source';
import { answerTo } from './answer-to';
import { faultErrors, finishedResult } from './finished-result';
import { Interrupted, interruptionError, reasonOf } from './interrupted';
import { logOperation, type Operation, type Runtime } from './operation';
import { SharedPage } from './shared-results';

/** Where the pages of a subscription go. */
export interface PageSink {
  /** Sends a page that is whole; tells when it has left, later than at once, and never where it cannot be sent. */
  sendPage(page: SharedPage, left: () => void): void;
}

type Step = IteratorResult<ExecutionResult, void>;
const DONE: Step = { done: true, value: undefined };

/**
 * A subscription whose answers are the same for everybody who has it. They go to its sink by the page, as they are
 * for all; what has to be said to this subscriber alone is what it yields: an answer that broke, and why it ends.
 * One object and no promise for each message: there are many subscribers.
 */
export class SharedSubscription<Context extends object>
  implements AsyncGenerator<ExecutionResult, void, void>
{
  /** Answers who waits for what is for this subscriber alone. */
  private tell: ((step: Step) => void) | undefined;
  /** Events of a page that are answered one by one. */
  private single: Page = [];
  private last: Step | undefined;
  private isSending = false;
  private hasEnded = false;

  constructor(
    private readonly runtime: Runtime<Context>,
    private readonly operation: Operation<Context>,
    private readonly source: PageSource,
    private readonly common: object,
    private readonly sink: PageSink,
  ) {
    const { signal } = operation.controller;
    if (signal.aborted) this.interrupted();
    else signal.addEventListener('abort', () => this.interrupted(), { once: true });
  }

  next(): Promise<Step> {
    // Whoever asks for the next message has seen the one before leave.
    if (!this.isSending) this.operation.progress.arrivedAll();
    return new Promise((resolve) => {
      this.tell = resolve;
      this.goOn();
    });
  }

  async return(): Promise<Step> {
    this.end(reasonOf(this.operation.controller.signal).code);
    return DONE;
  }

  async throw(): Promise<Step> {
    this.end('ERROR');
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** Sends the next page, where there is one and the one before has left; a page a turn, so that others are heard. */
  private readonly goOn = (): void => {
    if (this.tell === undefined) return;
    if (this.hasEnded) this.answer(this.last ?? DONE);
    else if (this.single.length > 0) this.answerSingle();
    else if (!this.isSending) this.turn();
  };

  private turn(): void {
    try {
      const page = this.source.takePage();
      if (page !== undefined) this.send(page);
      else if (this.source.hasEnded) this.sourceEnded();
      else this.source.whenPage(this.goOn);
    } catch (fault) {
      this.failed(fault);
    }
  }

  private send(page: Page): void {
    const { runtime, operation, common } = this;
    this.isSending = true;
    const shared = runtime.shared.pageOf(page, common, (event) => sharedText(runtime, operation, event));
    if (shared instanceof SharedPage) this.sendShared(page, shared);
    else
      shared.then(
        (made) => this.sendShared(page, made),
        (fault: unknown) => this.failed(fault),
      );
  }

  private sendShared(page: Page, shared: SharedPage): void {
    if (this.hasEnded) return;
    if (shared.isWhole) {
      for (const event of page) this.operation.progress.began(event);
      this.sink.sendPage(shared, this.left);
    } else {
      this.isSending = false;
      this.single = page;
      this.answerSingle();
    }
  }

  private readonly left = (): void => {
    this.isSending = false;
    if (this.hasEnded) return;
    this.operation.progress.arrivedAll();
    this.source.whenPage(this.goOn);
  };

  /** An answer that is nobody else's: with an error, whose reference is this subscriber's own. */
  private answerSingle(): void {
    const [event, ...others] = this.single;
    this.single = others;
    this.operation.progress.began(event);
    this.ownAnswer(event).then(
      (value) => this.answer({ done: false, value }),
      (fault: unknown) => this.failed(fault),
    );
  }

  private async ownAnswer(event: unknown): Promise<ExecutionResult> {
    const { runtime, operation } = this;
    return finishedResult(runtime, operation, await answerTo(operation, event, runtime.limits.deadlineMs));
  }

  /** By itself, or because it was told first that everything is broken off. */
  private sourceEnded(): void {
    if (this.operation.controller.signal.aborted) this.interrupted();
    else this.end('OK');
  }

  private interrupted(): void {
    if (this.hasEnded) return;
    const reason = reasonOf(this.operation.controller.signal);
    // Who is broken off without a fault of its own is told where to go on.
    this.last = {
      done: false,
      value: { errors: [interruptionError(reason, this.operation.progress.position)] },
    };
    this.end(reason.code);
  }

  private failed(fault: unknown): void {
    if (this.hasEnded) return;
    this.last = { done: false, value: { errors: faultErrors(this.runtime, this.operation, fault) } };
    this.end('ERROR');
  }

  private end(outcome: string): void {
    if (!this.hasEnded) {
      this.hasEnded = true;
      this.operation.controller.abort(new Interrupted('CLIENT_GONE'));
      this.source.return?.().catch((fault: unknown) => faultErrors(this.runtime, this.operation, fault));
      logOperation(this.runtime, this.operation, outcome);
    }
    this.answer(this.last ?? DONE);
  }

  private answer(step: Step): void {
    const { tell } = this;
    if (tell === undefined) return;
    this.tell = undefined;
    if (step === this.last) this.last = undefined;
    tell(step);
  }
}

/** The answer to an event as everybody gets it; undefined where it broke. */
const sharedText = async <Context extends object>(
  { options, limits }: Runtime<Context>,
  operation: Operation<Context>,
  event: object,
): Promise<string | undefined> => {
  const { data, errors } = await answerTo(operation, event, limits.deadlineMs);
  if (errors !== undefined || data === undefined) return undefined;
  const added = options.extensionsOf?.(operation.contextValue);
  return JSON.stringify({ data, ...(added === undefined ? {} : { extensions: { ...added } }) });
};
