import { Metadata, type ServiceError, status } from '@grpc/grpc-js';

/** What a fault can befall; `append` is both ways of appending. */
export type Operation = 'append' | 'read' | 'subscribe' | 'features';

/** What can go wrong with one call. */
export type Fault =
  /** Nothing goes wrong: the next fault is for the call after this one. */
  | 'none'
  /** The call is never answered, and nothing is written. */
  | 'silence'
  /** A subscription is confirmed and caught up, and then hears of nothing that comes. */
  | 'deafness'
  /** The events are written, and the call is never answered. */
  | 'silence-after-commit'
  /** The events are written, and the connection is cut before the answer. */
  | 'cut-after-commit'
  | 'unavailable'
  /** A time-out within the server. */
  | 'aborted'
  /** The server knows of no leader. */
  | 'no-leader'
  /** Batch path only: an answer without a message, as it comes while the server is not ready. */
  | 'not-ready-answer';

/** The faults that are to befall the next calls, each of them once. */
export class Faults {
  private readonly planned = new Map<Operation, Fault[]>();
  /** Milliseconds between two events of a read or a subscription. */
  pauseMs = 0;
  /** Milliseconds until a subscription is confirmed. */
  confirmAfterMs = 0;
  /** Refuses everything as a server does that is only starting. */
  isStarting = false;

  plan(operation: Operation, fault: Fault, times = 1): void {
    const list = this.planned.get(operation) ?? [];
    this.planned.set(operation, [...list, ...Array.from({ length: times }, () => fault)]);
  }

  take(operation: Operation): Fault | undefined {
    if (this.isStarting) return 'unavailable';
    return this.planned.get(operation)?.shift();
  }

  /** Nothing more goes wrong. */
  clear(): void {
    this.planned.clear();
  }

  /** How many planned faults have not befallen anything. */
  get left(): number {
    return [...this.planned.values()].reduce((sum, list) => sum + list.length, 0);
  }
}

/** The error by which a fault ends a call; `undefined` where it ends it otherwise. */
export const errorOf = (fault: Fault | undefined): Partial<ServiceError> | undefined => {
  switch (fault) {
    case 'unavailable':
      return failure(status.UNAVAILABLE, 'Server Is Not Ready');
    case 'aborted':
      return failure(status.ABORTED, 'Operation timed out: Prepare phase timeout');
    case 'no-leader':
      return failure(status.UNKNOWN, 'No leader info available in response');
    default:
      return undefined;
  }
};

/** A status with what the client reads beside it. */
export const failure = (
  code: status,
  details: string,
  keys: Readonly<Record<string, string>> = {},
): Partial<ServiceError> => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(keys)) metadata.set(key, value);
  return { code, details, metadata };
};

/** The answer of a member of a cluster that is not its leader. */
export const notLeader = (host: string, port: number): Partial<ServiceError> =>
  failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

/** The answer about a stream that was deleted for good. */
export const streamDeleted = (stream: string): Partial<ServiceError> =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
