import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { ActorReference } from '../../../events';
import type { Identify } from '../../auth/identity';
import type { Actor } from '../../domain/actor';
import type { Limits } from '../limits/limits';
import type { TrustedDocuments } from '../limits/trusted-documents';
import type { AccessChanges } from './live-access';
import type { Logger } from './logger';

/** What a context is made from, besides the actor. */
export interface RequestOrigin {
  readonly correlationId: string;
  /** Why the request is made, as it says: a code or the number of a ticket. */
  readonly purpose?: string | undefined;
  /** Aborts when the client has gone, the deadline has passed or the server stops. */
  readonly signal: AbortSignal;
}

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly why: string };

/** What the server serves, to whom, and where. */
export interface HttpServerOptions<Context extends object> {
  readonly schema: GraphQLSchema;
  readonly contextOf: (actor: Actor | undefined, origin: RequestOrigin) => Context;
  readonly identify: Identify;
  /** Ends open connections as access ends; where absent, only the end of a token does. */
  readonly accessChanges?: AccessChanges;
  readonly readiness: () => Readiness | Promise<Readiness>;
  /** Told before each answer leaves; the error it answers stands in the place of the whole answer. */
  readonly settle?: (context: Context) => Promise<GraphQLError | undefined> | undefined;
  /** Told of each caller whose credentials were not taken, and whose they are where only access has ended. */
  readonly onUnidentified?: (correlationId: string, actor: ActorReference | undefined) => void;
  /**
   * What the operation adds to the `extensions` of its answer; for an event that many are told, the same for all of
   * them.
   */
  readonly extensionsOf?: (context: Context) => Readonly<Record<string, unknown>> | undefined;
  /**
   * The state that queries marked `ANSWERS_FROM_MODELS` are answered from now: while it is the same object, the same
   * question of the same actor has the same answer, which is then remembered. Undefined where that cannot be said.
   */
  readonly stateOf?: () => Promise<object | undefined> | object | undefined;
  /** Whether making the answer has left nothing that each such answer must leave, such as a record of use. */
  readonly isRepeatable?: (context: Context) => boolean;
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
  /** Where they differ from the standard ones. */
  readonly limits?: Partial<Limits>;
  /** Only these documents run, where given. */
  readonly trustedDocuments?: TrustedDocuments;
}

/** A server that takes requests. */
export interface HttpServer {
  /** Where GraphQL is: `http://host:port/graphql`. */
  readonly url: string;
  /** Takes no more, finishes what runs for at most so long, closes every connection. */
  close(graceMs: number): Promise<void>;
}
