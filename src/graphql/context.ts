import type { UseLog } from '../audit/use-records/use-log';
import type { Actor } from '../domain/actor';
import type { Liaison } from '../handling/liaison';
import { READS } from './execution/reads';
import { Loaders } from './read/loaders';
import { NotedReads } from './read/noted-reads';
import { isReadingRecorded, UseOfRequest } from './use-of-request';

/** How far one read model has come, and whether it goes on. */
export interface ModelState {
  readonly name: string;
  readonly checkpoint: number;
  readonly status: 'running' | 'stopped' | 'held-up';
  /** Which event stopped it; never personal data. */
  readonly why?: string;
}

/** What one request of one actor works with. */
export interface Context {
  readonly liaison: Liaison;
  /** Absent where the request carried no token. */
  readonly actor?: Actor;
  /** Aborted when the client is gone or the time is up. */
  readonly signal: AbortSignal;
  readonly correlationId: string;
  readonly loaders: Loaders;
  readonly reads: NotedReads;
  /** The same for whoever keeps texts; absent where each reading of personal data is recorded. */
  readonly [READS]: NotedReads | undefined;
  /** Where use is recorded; absent where nothing is, as in a test of something else. */
  readonly useLog?: UseLog;
  /** What this request was denied and shown, with a log to record it in. */
  readonly use?: UseOfRequest;
  /** The state of each read model in service. */
  readonly modelStates: () => Promise<readonly ModelState[]>;
}

/** What a context is made from. */
export interface ContextParts
  extends Omit<Context, 'actor' | 'loaders' | 'reads' | typeof READS | 'signal' | 'use'> {
  readonly actor?: Actor | undefined;
  /** The signal, or how it is made for whoever asks for it, which few do. */
  readonly signal: AbortSignal | (() => AbortSignal);
  /** Why the request is made: a code or the number of a ticket. */
  readonly purpose?: string | undefined;
}

/** The context of one request, with loaders of its own. */
export const createContext = (parts: ContextParts): Context => new RequestContext(parts);

class RequestContext implements Context {
  readonly liaison: Liaison;
  declare readonly actor?: Actor;
  declare readonly useLog?: UseLog;
  declare readonly use?: UseOfRequest;
  readonly correlationId: string;
  readonly loaders: Loaders;
  readonly reads: NotedReads;
  readonly [READS]: NotedReads | undefined;
  readonly modelStates: Context['modelStates'];

  private readonly given: ContextParts['signal'];

  constructor({ liaison, actor, useLog, correlationId, purpose, modelStates, signal }: ContextParts) {
    this.given = signal;
    this.liaison = liaison;
    this.correlationId = correlationId;
    this.modelStates = modelStates;
    this.reads = new NotedReads(this);
    this[READS] = isReadingRecorded(actor) ? undefined : this.reads;
    if (actor !== undefined) this.actor = actor;
    if (useLog !== undefined) {
      this.useLog = useLog;
      this.use = new UseOfRequest({ useLog, actor, correlationId, purpose });
    }
    this.loaders = new Loaders(liaison, actor, this.reads, this.use);
  }

  get signal(): AbortSignal {
    return typeof this.given === 'function' ? this.given() : this.given;
  }
}
