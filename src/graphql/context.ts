import type { Actor } from '../domain/actor';
import type { Liaison } from '../handling/liaison';
import { Loaders } from './read/loaders';

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
  /** The state of each read model in service. */
  readonly modelStates: () => readonly ModelState[];
}

/** The context of one request, with loaders of its own. */
export const createContext = (parts: Omit<Context, 'loaders'>): Context => ({
  ...parts,
  loaders: new Loaders(parts.liaison, parts.actor),
});
