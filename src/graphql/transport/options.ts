import type { GraphQLSchema } from 'graphql';
import type { Identify } from '../../auth/identity';
import type { Actor } from '../../domain/actor';
import type { Logger } from './logger';

/** What a context is made from, besides the actor. */
export interface RequestOrigin {
  readonly correlationId: string;
  /** Aborts when the client has gone, the deadline has passed or the server stops. */
  readonly signal: AbortSignal;
}

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly why: string };

/** What the server serves, to whom, and where. */
export interface HttpServerOptions<Context extends object> {
  readonly schema: GraphQLSchema;
  readonly contextOf: (actor: Actor | undefined, origin: RequestOrigin) => Context;
  readonly identify: Identify;
  readonly readiness: () => Readiness | Promise<Readiness>;
  /** What the operation adds to the `extensions` of its answer. */
  readonly extensionsOf?: (context: Context) => Readonly<Record<string, unknown>> | undefined;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly logger: Logger;
  /** Hides suggestions in error messages. */
  readonly production: boolean;
  /** Serves the page for trying out queries. */
  readonly graphiql: boolean;
  /** Origins of other sites whose pages may call: `https://crm.example`. */
  readonly allowedOrigins: readonly string[];
  /** `DEADLINE_MS` where absent. */
  readonly deadlineMs?: number;
}

/** A server that takes requests. */
export interface HttpServer {
  /** Where GraphQL is: `http://host:port/graphql`. */
  readonly url: string;
  /** Takes no more, finishes what runs for at most so long, closes every connection. */
  close(graceMs: number): Promise<void>;
}
